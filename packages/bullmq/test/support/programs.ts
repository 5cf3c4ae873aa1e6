import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';
import { freshName, sharedRedisUrl } from './shared.js';

/** A program of `test/programs`, in a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  /** The next line it prints. Rejects where it ends before. */
  line(): Promise<string>;
  /** How it ended. */
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts a program with `options` as its argument. It is killed with the test. */
export function startProgram(file: string, options: object): Program {
  const path = fileURLToPath(new URL(`../programs/${file}`, import.meta.url));
  const child = spawn(process.execPath, [path, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async line() {
      const { done, value } = await lines.next();
      if (done) throw new Error(`${file} ended.`);
      return value;
    },
    exit: once(child, 'exit').then(([code, signal]) => ({ code, signal })),
  };
}

/** What a worker was handed out (`begin`) or said became of it. */
export interface Entry {
  readonly what: 'begin' | 'done' | 'retry' | 'dead';
  readonly path: string;
  readonly attempt: number;
}

/** Where workers write down what they do, in one order for all of them; not in the Redis of their queue. */
export function openLog() {
  const logUrl = sharedRedisUrl();
  const logKey = `log:${freshName()}`;
  const redis = new Redis(logUrl);
  onTestFinished(async () => {
    await redis.del(logKey);
    redis.disconnect();
  });
  return {
    logUrl,
    logKey,
    async entries(): Promise<Entry[]> {
      return (await redis.lrange(logKey, 0, -1)).map((line): Entry => JSON.parse(line));
    },
  };
}

/**
 * Checks the order of one call: deliveries are begun in the order of `paths`, and none before the one before it is done or dead.
 * Some of `paths` may be missing, and one may be begun again where somebody died.
 */
export function expectInOrder(entries: readonly Entry[], paths: readonly string[]): void {
  const known = new Set(paths);
  const ofCall = entries.filter(({ path }) => known.has(path));
  const begun: string[] = [];
  const finished = new Set<string>();
  for (const { what, path } of ofCall) {
    if (what === 'done' || what === 'dead') finished.add(path);
    if (what !== 'begin' || begun.includes(path)) continue;
    expect(begun.filter((before) => !finished.has(before))).toEqual([]);
    begun.push(path);
  }
  const present = new Set(begun);
  expect(begun).toEqual(paths.filter((path) => present.has(path)));
}
