import type { StreamMessage } from '../../inspector/protocol.js';
import { createBatch } from './batch.js';

export type ConnectionStatus = 'connecting' | 'connected' | 'disconnected';

/** How a stream is used. */
export interface StreamOptions {
  /** Where to go on: asked for each new connection. */
  cursor(): { readonly deliveries: number; readonly changes: number };
  onMessages(messages: readonly StreamMessage[]): void;
  onStatus(status: ConnectionStatus): void;
}

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;

/** Listens to the server, and connects again when the connection is lost: the cursors differ then, so `EventSource` cannot. */
export function createStream({ cursor, onMessages, onStatus }: StreamOptions) {
  const batch = createBatch(onMessages);
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function disconnect(): void {
    batch.clear();
    clearTimeout(retry);
    source?.close();
  }

  function connect(): void {
    disconnect();
    if (document.hidden) return;
    const { deliveries, changes } = cursor();
    source = new EventSource(`/api/stream?deliveries=${deliveries}&changes=${changes}`);
    source.onopen = () => {
      failures = 0;
      onStatus('connected');
    };
    source.onmessage = ({ data }: MessageEvent<string>) => batch.add(JSON.parse(data));
    source.onerror = () => {
      source?.close();
      onStatus('disconnected');
      const delay = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** failures++);
      // Not all pages of a server that comes back at the same moment.
      retry = setTimeout(connect, delay * (0.75 + Math.random() / 2));
    };
  }

  // Browsers open six connections to a server, all tabs together: one that nobody looks at must not hold one of them.
  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));

  return { connect };
}
