import { once } from 'node:events';
import type { Server } from 'node:http';
import { CliError } from '../errors.js';

/** Where a server listens. */
export interface Bound {
  /** For example `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly port: number;
}

/** What to bind, and how the options are called on the command line. */
export interface Binding {
  readonly host: string;
  /** `undefined` where the choice is ours: `preferred`, or any free one. */
  readonly port: number | undefined;
  readonly preferred: number;
  /** For errors: `--port`. */
  readonly option: string;
}

/**
 * Binds a server to the port asked for; where none was, to the preferred one or any that is free.
 *
 * @throws {CliError} that says what to do, where the port asked for cannot be had.
 */
export async function bind(server: Server, { host, port, preferred, option }: Binding): Promise<Bound> {
  try {
    return await listenOn(server, port ?? preferred, host);
  } catch (cause) {
    if (port === undefined && codeOf(cause) === 'EADDRINUSE') return listenOn(server, 0, host);
    throw new CliError(
      `Cannot listen on ${host}:${port ?? preferred}: ${reasonOf(cause)}. ` +
        `Choose another port with ${option}, for example ${option} 0 for any free one.`,
      { cause },
    );
  }
}

async function listenOn(server: Server, port: number, host: string): Promise<Bound> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return { origin: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, port: actual };
}

const codeOf = (cause: unknown) => (cause instanceof Error && 'code' in cause ? cause.code : undefined);

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  if (code === 'EADDRINUSE') return 'another program is using it';
  if (code === 'EACCES') return 'it is reserved for the administrator';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'this machine has no such address (see --host)';
  return cause instanceof Error ? cause.message : String(cause);
}

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Stops taking connections and ends those that are open: nobody should have to wait for a client that keeps its own. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
