import assert from 'node:assert/strict';
import type { DeliveryOutcome } from '@simotel-hooks/core';
import type { DeclareQueueTest } from './suite.js';
import { DEAD, DONE, FAILURE, gate, put, until, untilIdle, work } from './support.js';

const retryIn = (delayMs: number): DeliveryOutcome => ({ status: 'retry', delayMs, failure: FAILURE });
const KEYS = [
  '',
  '__proto__',
  'a:b',
  'a',
  '{a}',
  'فروشگاه:1613906376.30',
  ' ',
  '\u0000',
  'a'.repeat(2_000),
  '7',
];

/** One after the other within a call, and no call waits for another. */
export function declareOrderTests(test: DeclareQueueTest): void {
  test('handles those of a call one after the other, whoever works', async (queue, second) => {
    const names = Array.from({ length: 20 }, (_, at) => String(at));
    for (const [at, name] of names.entries()) await put(at % 2 ? queue : second, name, 'call');
    const log: string[] = [];
    const handle = async (name: string) => {
      log.push(`begin ${name}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.push(`end ${name}`);
      return DONE;
    };
    work(queue, handle);
    work(second, handle);
    await untilIdle(queue);
    assert.deepEqual(
      log,
      names.flatMap((name) => [`begin ${name}`, `end ${name}`]),
    );
  });

  test('lets no call wait for another', async (queue, second) => {
    const { opened, open } = gate();
    const { finished } = work(queue, async (name) => {
      if (name.startsWith('slow')) await opened;
      return DONE;
    });
    await put(queue, 'slow', 'slow call');
    await put(second, 'slow too', 'slow call');
    for (const [at, key] of KEYS.entries()) await put(second, String(at), key);
    await put(queue, 'without', null);
    await until(() => finished.length === KEYS.length + 1);
    assert.ok(!finished.some((name) => name.startsWith('slow')));
    open();
    await untilIdle(queue);
    assert.deepEqual(finished.slice(-2), ['slow', 'slow too']);
  });

  test('knows calls by their whole key', async (queue) => {
    const { opened, open } = gate();
    for (const [at, key] of KEYS.entries()) {
      await put(queue, `first ${at}`, key);
      await put(queue, `second ${at}`, key);
    }
    const { begun } = work(
      queue,
      async (name) => {
        if (name.startsWith('first')) await opened;
        return DONE;
      },
      2 * KEYS.length,
    );
    await until(() => begun.length >= KEYS.length);
    assert.ok(begun.every((name) => name.startsWith('first')));
    open();
    await untilIdle(queue);
    assert.equal(begun.length, 2 * KEYS.length);
  });

  test('tries again what failed, and counts', async (queue) => {
    await put(queue, 'one');
    const { begun } = work(queue, (_, attempt) => (attempt < 4 ? retryIn(1) : DONE));
    await untilIdle(queue);
    assert.deepEqual(begun, ['one', 'one#2', 'one#3', 'one#4']);
    assert.deepEqual(await queue.counts(), { waiting: 0, active: 0, dead: 0 });
  });

  test('does not try again before it is time', async (queue) => {
    const begun: number[] = [];
    await put(queue, 'one');
    work(queue, (_, attempt) => {
      begun.push(performance.now());
      return attempt < 3 ? retryIn(200) : DONE;
    });
    await untilIdle(queue);
    const [first = 0, second = 0, third = 0] = begun;
    // Less by a little, because clocks cut off what is less than a millisecond.
    assert.ok(second - first > 195 && third - second > 195, `${begun}`);
  });

  test('lets only its own call wait for the next try', async (queue, second) => {
    let isBack = false;
    const handle = (name: string, attempt: number) => {
      if (name === 'failing' && !isBack) return retryIn(attempt < 3 ? 1 : 50);
      return DONE;
    };
    const workers = [work(queue, handle), work(second, handle)];
    await put(queue, 'failing', 'call');
    await put(second, 'after', 'call');
    await put(queue, 'other', 'other call');
    await put(second, 'without', null);
    const finished = () => workers.flatMap((worker) => worker.finished);
    await until(() => finished().includes('failing#4'));
    await until(() => finished().includes('other') && finished().includes('without'));
    assert.ok(!finished().includes('after'));
    isBack = true;
    await untilIdle(queue);
    assert.ok(finished().includes('after'));
  });

  test('goes on with a call when one of it is dead', async (queue) => {
    await put(queue, 'bad', 'call');
    await put(queue, 'good', 'call');
    const { finished } = work(queue, (name) => (name === 'bad' ? DEAD : DONE));
    await untilIdle(queue);
    assert.deepEqual(finished, ['bad', 'good']);
  });

  test('loses nothing and mixes nothing up when much fails', async (queue, second) => {
    const calls = Array.from({ length: 20 }, (_, at) => `call ${at}`);
    const expected = new Map(
      calls.map((call) => [call, Array.from({ length: 10 }, (_, at) => `${call}.${at}`)]),
    );
    const done: string[] = [];
    const running = new Set<string>();
    const overlaps: string[] = [];
    const handle = async (name: string, attempt: number) => {
      const call = name.split('.')[0] ?? '';
      if (running.has(call)) overlaps.push(name);
      running.add(call);
      await new Promise((resolve) => setTimeout(resolve, name.length % 3));
      running.delete(call);
      if (attempt <= (done.length + name.length) % 3) return retryIn(name.length % 5);
      done.push(name);
      return DONE;
    };
    const workers = [work(queue, handle), work(second, handle, 3), work(queue, handle, 1)];
    await Promise.all(
      [...expected].map(async ([call, names], turn) => {
        for (const name of names) await put(turn % 2 ? queue : second, name, call);
      }),
    );
    await untilIdle(queue);
    assert.deepEqual([done.length, overlaps], [200, []]);
    for (const [call, names] of expected) {
      assert.deepEqual(
        done.filter((name) => name.startsWith(`${call}.`)),
        names,
      );
    }
    await Promise.all(workers.map((worker) => worker.close()));
  });
}
