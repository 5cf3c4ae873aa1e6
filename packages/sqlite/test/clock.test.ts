import { afterEach, describe, expect, it, vi } from 'vitest';
import { LOOKS } from '../src/leases.js';
import { type Program, runProgram } from './programs.js';
import { addAll, DONE, deliveryOf, FAILURE, openBeside, openQueue, until, workOn } from './support.js';

const HOUR = 3_600_000;
afterEach(() => {
  vi.useRealTimers();
});

/** Lets the wall clock, and nothing else, say something else. */
const shiftClock = (byMs: number) => {
  const now = Date.now() + byMs;
  vi.useFakeTimers({ toFake: ['Date'], now });
};

describe('retries', () => {
  it('do not come before their time', async () => {
    const queue = openQueue({ pollMs: 1 });
    await addAll(queue, ['1']);
    let failedAt = 0;
    let after = 0;
    const { handed } = workOn(queue, (_, attempt) => {
      if (attempt > 1) after = performance.now() - failedAt;
      failedAt = performance.now();
      return attempt > 1 ? DONE : { status: 'retry', delayMs: 50, failure: FAILURE };
    });
    await until(() => handed.length === 2);
    expect(after).toBeGreaterThanOrEqual(50);
  });

  it('hold back only their own call', async () => {
    const queue = openQueue();
    await addAll(queue, ['a1', 'a2'], 'a');
    await addAll(queue, ['b1'], 'b');
    const { handed } = workOn(queue, (body) =>
      body === 'a1' ? { status: 'retry', delayMs: HOUR, failure: FAILURE } : DONE,
    );
    await until(async () => (await queue.counts()).active === 0 && handed.length === 2);
    expect(await queue.counts()).toEqual({ waiting: 2, active: 0, dead: 0 });
    shiftClock(HOUR + 1_000);
    await until(() => handed.length === 3);
    expect(handed.slice(0, 2).toSorted()).toEqual(['a1 1', 'b1 1']);
    expect(handed[2]).toBe('a1 2');
  });

  it.each([-1, 1])('come though the clock jumps by %i hour', async (hours) => {
    const queue = openQueue();
    await addAll(queue, ['1']);
    const { handed } = workOn(queue, (_, attempt) => {
      if (attempt > 1) return DONE;
      return { status: 'retry', delayMs: 60_000, failure: FAILURE };
    });
    await until(async () => handed.length === 1 && (await queue.counts()).active === 0);
    shiftClock(hours * HOUR);
    await until(() => handed.length === 2);
    expect(handed).toEqual(['1 1', '1 2']);
  });
});

describe('a delivery that came before', () => {
  it('is known for as long as was asked for, and then no more', async () => {
    const queue = openQueue();
    const options = { callKey: null, dedupe: { key: 'k', ttlMs: HOUR } };
    expect(await queue.add(deliveryOf('1'), options)).toBe(true);
    const { handed } = workOn(queue, () => ({ status: 'dead', failure: FAILURE }));
    await until(async () => (await queue.counts()).dead === 1);
    shiftClock(HOUR - 1_000);
    expect(await queue.add(deliveryOf('2'), options)).toBe(false);
    shiftClock(2_000);
    expect(await queue.add(deliveryOf('3'), options)).toBe(true);
    await until(() => handed.length === 2);
  });
});

describe('processes whose clock jumps', () => {
  const shift = ({ child }: Program, byMs: number) => {
    child.send({ shiftMs: byMs });
  };
  const clock = ['--import', new URL('programs/clock.mjs', import.meta.url).href];

  it.each([-1, 1])('by %i hour are not taken for dead, and retry', async (hours) => {
    const queue = openQueue();
    const env = { FILE: queue.file, LEASE_MS: 1_000, HANDLER: 'fail', RETRY_MS: 60_000 };
    const holder = runProgram('worker', { ...env, HANDLER: 'hang', CONCURRENCY: 1 }, clock);
    await addAll(queue, ['held']);
    await holder.printed(1);
    const worker = runProgram('worker', env, clock);
    await addAll(queue, ['1', '2', '3', '4', '5']);
    await worker.printed(5);
    await until(async () => (await queue.counts()).active === 1);
    for (const program of [worker, holder]) shift(program, hours * HOUR);
    await worker.printed(10);
    // The other one goes on looking whether the holder lives.
    const beats = () => openBeside(queue.file).prepare('SELECT max(beat) AS beat FROM leases').all();
    const beatOf = (rows: unknown) => Number(JSON.stringify(rows).match(/\d+/)?.[0]);
    const end = beatOf(beats()) + 3 * LOOKS;
    await until(() => beatOf(beats()) > end);
    expect(worker.lines.filter((line) => line.endsWith(' 2'))).toHaveLength(5);
    expect(holder.lines).toHaveLength(1);
  });
});
