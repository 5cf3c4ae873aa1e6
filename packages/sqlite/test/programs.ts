import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { cleanUp, until } from './support.js';

/** A process of one of the programs in `programs/`. */
export interface Program {
  readonly child: ChildProcess;
  /** What it printed so far. */
  readonly lines: string[];
  readonly errors: string[];
  /** Its exit code, or `null` where it was killed. */
  readonly exit: Promise<unknown>;
  /** Kills it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits until it printed this many lines. */
  printed(count: number): Promise<void>;
}

/** Runs `programs/<name>.mjs`, which uses the built packages. Killed at the end of the test. */
export function runProgram(
  name: string,
  env: Readonly<Record<string, string | number>>,
  nodeOptions: readonly string[] = [],
): Program {
  const path = fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url));
  const texts = Object.entries(env).map(([key, value]) => [key, String(value)]);
  const child = spawn(process.execPath, [...nodeOptions, path], {
    env: { ...process.env, ...Object.fromEntries(texts) },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  const errors: string[] = [];
  collect(child.stdout, lines);
  collect(child.stderr, errors);
  const exit = once(child, 'close').then(([code]) => code);
  const kill = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  cleanUp(kill);
  const printed = (count: number) => {
    if (lines.length < count && child.exitCode !== null) throw new Error(errors.join('\n'));
    return until(() => lines.length >= count);
  };
  return { child, lines, errors, exit, kill, printed };
}

function collect(input: Readable | null, lines: string[]): void {
  if (input) createInterface({ input }).on('line', (line) => lines.push(line));
}
