import { parseArgs } from 'node:util';

export const DEFAULT_PORT = 3000;

export const USAGE = `Usage: npm start -- [options]

Starts a receiver on the loopback address, sends it every documented Simotel event over HTTP in
every transport, prints what it decodes, and stays up so that you can send your own.

Options:
  --once         stop after the tour; exit code 1 if a delivery did not decode to its event
  --port <port>  port to listen on, 0 for any free one (default: ${DEFAULT_PORT}, or a free one if it is taken)
  -h, --help     print this`;

export interface RunOptions {
  kind: 'run';
  once: boolean;
  /** `undefined` where the choice is ours. */
  port: number | undefined;
}

/** What the command line asks for. */
export type Options = RunOptions | { kind: 'help' } | { kind: 'invalid'; message: string };

export function parseOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (values.port === undefined) return { kind: 'run', once: values.once, port: undefined };
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535) {
      return { kind: 'invalid', message: `--port takes a number from 0 to 65535, not "${values.port}".` };
    }
    return { kind: 'run', once: values.once, port };
  } catch (error) {
    // parseArgs throws for whatever it does not know; its message names the argument.
    return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
  }
}
