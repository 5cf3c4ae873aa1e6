import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { onTestFinished } from 'vitest';
import { runProgram } from '../../src/program.js';
import type { Io } from '../../src/terminal/io.js';

/**
 * Runs the program in this process, as on a terminal or in a pipe.
 *
 * @param stopAfter - Presses Ctrl-C when so many lines are printed.
 */
export function start(args: string[], { isTerminal = true, stopAfter = Infinity } = {}) {
  const out: string[] = [];
  const aside: string[] = [];
  const controller = new AbortController();
  const io: Io = {
    print(line) {
      out.push(line);
      if (out.length >= stopAfter) controller.abort();
    },
    printAside: (line) => aside.push(line),
    colors: pc.createColors(false),
    isTerminal,
    stopSignal: () => controller.signal,
  };
  const ended = runProgram(args, io);
  return { out, aside, ended, stop: () => controller.abort() };
}

/** Runs the program to its end, as on a terminal. */
export async function run(...args: string[]) {
  const { out, aside, ended } = start(args);
  const exitCode = await ended;
  return { exitCode, out: out.join('\n'), aside: aside.join('\n') };
}

/** An empty folder, deleted when the test is over. */
export async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'simotel-hooks-cli-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}
