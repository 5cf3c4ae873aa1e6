import { useState } from 'preact/hooks';
import { useApp, useMessages } from '../ui/context.js';
import { Icon } from '../ui/icon.js';
import { Wire } from '../ui/wire.js';

/** Lets go of all deliveries and of the calls that ended. */
export function ClearButton() {
  const { inspector } = useApp();
  const { toolbar: messages } = useMessages();
  const [failure, setFailure] = useState<string | null>(null);

  async function clear(): Promise<void> {
    try {
      await inspector.clear();
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <>
      <button type="button" onClick={clear}>
        <Icon name="clear" /> {messages.clear}
      </button>
      {failure !== null && (
        <span role="alert" class="failure">
          {messages.clearFailed} <Wire text={failure} />
        </span>
      )}
    </>
  );
}
