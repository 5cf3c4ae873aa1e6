import { useState } from 'preact/hooks';
import { useMessages } from '../ui/context.js';
import { Json } from '../ui/json.js';
import { LongText } from '../ui/long-text.js';

const MAX_BODY = 20_000;

/** A body as it came; one that is JSON can be shown indented, which may round its numbers. */
export function Body({ text }: { text: string }) {
  const { detail: messages } = useMessages();
  const [pretty, setPretty] = useState(false);
  const parsed = parse(text);
  if (text === '') return <p class="note">{messages.noBody}</p>;
  return (
    <>
      {parsed !== undefined && (
        <label class="check">
          <input type="checkbox" checked={pretty} onChange={() => setPretty(!pretty)} /> {messages.pretty}
        </label>
      )}
      {pretty && parsed !== undefined ? (
        <Json value={parsed.value} />
      ) : (
        <pre class="block" dir="ltr">
          <LongText text={text} limit={MAX_BODY} />
        </pre>
      )}
    </>
  );
}

/** Only what is an object or a list is worth it. */
function parse(text: string): { readonly value: unknown } | undefined {
  if (!/^\s*[[{]/.test(text) || text.length > 1_000_000) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
