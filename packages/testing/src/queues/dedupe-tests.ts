import assert from 'node:assert/strict';
import type { DeliveryQueue } from '@simotel-hooks/core';
import type { DeclareQueueTest } from './suite.js';
import { DEAD, DONE, deliveryOf, gate, until, untilIdle, work } from './support.js';

const LONG = 60_000;

const add = (queue: DeliveryQueue, name: string, key: string | null, ttlMs = LONG) =>
  queue.add(deliveryOf(name), { callKey: 'call', dedupe: key === null ? null : { key, ttlMs } });

/** A twin is stored once. */
export function declareDedupeTests(test: DeclareQueueTest): void {
  test('stores a twin once, whatever became of the first', async (queue, second) => {
    assert.equal(await add(queue, 'first', 'twin'), true);
    assert.equal(await add(second, 'while it waits', 'twin'), false);
    const { opened, open } = gate();
    const { begun } = work(queue, async () => {
      await opened;
      return DONE;
    });
    await until(() => begun.length === 1);
    assert.equal(await add(queue, 'while it is handled', 'twin'), false);
    open();
    await untilIdle(queue);
    assert.equal(await add(second, 'when it is done', 'twin'), false);
    assert.equal(await add(queue, 'another', 'other'), true);
    await untilIdle(queue);
    assert.deepEqual(begun, ['first', 'another']);
  });

  test('stores a twin of a dead one neither', async (queue) => {
    await add(queue, 'first', 'twin');
    const { begun } = work(queue, () => DEAD);
    await untilIdle(queue);
    assert.equal(await add(queue, 'twin', 'twin'), false);
    assert.deepEqual([begun, (await queue.counts()).dead], [['first'], 1]);
  });

  test('replays one that has a key', async (queue) => {
    await add(queue, 'first', 'twin');
    let isBack = false;
    const { begun } = work(queue, () => (isBack ? DONE : DEAD));
    await untilIdle(queue);
    isBack = true;
    for await (const { id } of queue.deadLetters.list())
      assert.equal(await queue.deadLetters.replay(id), true);
    await untilIdle(queue);
    assert.deepEqual([begun, (await queue.counts()).dead], [['first', 'first'], 0]);
    assert.equal(await add(queue, 'twin', 'twin'), false);
  });

  test('stores twins without a key each for itself', async (queue) => {
    assert.deepEqual([await add(queue, 'one', null), await add(queue, 'two', null)], [true, true]);
    assert.equal((await queue.counts()).waiting, 2);
  });

  test('takes one of many twins at a time', async (queue, second) => {
    const twins = Array.from({ length: 40 }, (_, at) => add(at % 2 ? queue : second, String(at), 'twin'));
    const taken = await Promise.all(twins);
    assert.equal(taken.filter(Boolean).length, 1);
    assert.equal((await queue.counts()).waiting, 1);
  });

  test('tells keys apart, whatever is in them', async (queue) => {
    const keys = [
      '',
      ':',
      'a:b',
      'a',
      'A',
      '1',
      '01',
      '__proto__',
      'فروشگاه',
      'a'.repeat(3_000),
      'a'.repeat(3_001),
    ];
    for (const key of keys) assert.equal(await add(queue, key, key), true, key);
    for (const key of keys) assert.equal(await add(queue, key, key), false, key);
  });

  test('forgets in the end', async (queue, second) => {
    await add(queue, 'first', 'twin', 50);
    const { begun } = work(queue);
    await untilIdle(queue);
    await until(() => add(second, 'later', 'twin', 50));
    await untilIdle(queue);
    assert.deepEqual(begun, ['first', 'later']);
  });
}
