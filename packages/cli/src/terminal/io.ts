import pc from 'picocolors';
import type { Colors } from './colors.js';

/** Where a command writes, and how it hears that it is to stop. */
export interface Io {
  /** A line of what was asked for. */
  print(line: string): void;
  /** A line about it: progress and problems, apart from what a pipe takes. */
  printAside(line: string): void;
  readonly colors: Colors;
  /** Whether a person reads what is printed. */
  readonly isTerminal: boolean;
  /** Aborts at the first Ctrl-C or SIGTERM; a second one ends the program at once. */
  stopSignal(): AbortSignal;
}

/** That of this process. */
export function processIo(): Io {
  const { stdout, stderr } = process;
  stdout.on('error', (error) => {
    // A reader such as `head` may leave before the end.
    if ('code' in error && error.code === 'EPIPE') process.exit();
    stderr.write(`The output cannot be written: ${error.message}\n`, () => process.exit(1));
  });
  // There is nowhere left to say it.
  stderr.on('error', () => {});
  // `isTTY` is undefined rather than false where there is no terminal, which picocolors would take for "decide yourself".
  const isTerminal = stdout.isTTY === true;
  return {
    print: (line) => void stdout.write(`${line}\n`),
    printAside: (line) => void stderr.write(`${line}\n`),
    colors: pc.createColors(isTerminal && pc.isColorSupported),
    isTerminal,
    stopSignal() {
      const controller = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
  };
}
