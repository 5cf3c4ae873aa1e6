import { useApp, useMessages } from '../ui/context.js';

/** Whether the page is connected to its server. */
export function Status() {
  const { inspector } = useApp();
  const messages = useMessages();
  const status = inspector.status.value;
  return (
    <span class={`connection connection-${status}`} role="status">
      <span class="dot" aria-hidden="true" />
      <span class="connection-text">{messages.status[status]}</span>
    </span>
  );
}
