import { DEFAULT_PORT } from './options.js';
import { type Received, type Receiver, startReceiver } from './receiver.js';

/**
 * Starts the receiver on the port asked for; where none was, on the default port or any free one.
 *
 * @throws An error that says what to do, where the port asked for cannot be had.
 */
export async function listen(
  port: number | undefined,
  onReceived: (received: Received) => void,
): Promise<Receiver> {
  try {
    return await startReceiver(port ?? DEFAULT_PORT, onReceived);
  } catch (cause) {
    if (port === undefined) return startReceiver(0, onReceived);
    throw new Error(
      `Cannot listen on port ${port}: ${reasonOf(cause)}. ` +
        'Choose another one with --port, for example --port 0 for any free one.',
      { cause },
    );
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error && 'code' in cause)) return String(cause);
  if (cause.code === 'EADDRINUSE') return 'another program is using it';
  if (cause.code === 'EACCES') return 'it is reserved for the administrator';
  return cause.message;
}
