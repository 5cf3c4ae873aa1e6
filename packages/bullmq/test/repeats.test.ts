import { expect, test } from 'vitest';
import {
  DEAD,
  DONE,
  deliveryOf,
  EMPTY,
  eventually,
  hasDead,
  isEmpty,
  lettersOf,
  openQueue,
  secondOf,
  workOn,
} from './support/queues.js';
import { describeRedis } from './support/shared.js';

const HOUR = 3_600_000;
const keyed = (key: string, ttlMs = HOUR) => ({ callKey: '1', dedupe: { key, ttlMs } });

describeRedis('repeats', () => {
  test('are not stored, whatever became of the first', async () => {
    const queue = openQueue();
    const add = () => queue.add(deliveryOf('/a'), keyed('k'));
    expect([await add(), await add()]).toEqual([true, false]);
    expect(await queue.counts()).toEqual({ ...EMPTY, waiting: 1 });

    const whileActive: boolean[] = [];
    const log = workOn(queue, async () => {
      whileActive.push(await add());
      return DONE;
    });
    await isEmpty(queue);
    expect([...whileActive, await add()]).toEqual([false, false]);
    expect(log).toHaveLength(1);
  });

  test('are not stored while the first is dead, also when their time is over', async () => {
    const queue = openQueue();
    await queue.add(deliveryOf('/a'), keyed('k', 1));
    workOn(queue, () => DEAD);
    await hasDead(queue, 1);
    expect(await queue.add(deliveryOf('/a'), keyed('k', 1))).toBe(false);

    const [letter] = await lettersOf(queue);
    expect(await queue.deadLetters.drop(letter?.id ?? '')).toBe(true);
    expect(await queue.add(deliveryOf('/a'), keyed('k', HOUR))).toBe(true);
  });

  test('are known after the first was dropped', async () => {
    const queue = openQueue();
    await queue.add(deliveryOf('/a'), keyed('k'));
    workOn(queue, () => DEAD);
    await hasDead(queue, 1);
    for await (const { id } of queue.deadLetters.list()) await queue.deadLetters.drop(id);
    expect(await queue.add(deliveryOf('/a'), keyed('k'))).toBe(false);
    expect(await queue.counts()).toEqual(EMPTY);
  });

  test('are new when their time is over', async () => {
    const queue = openQueue();
    const log = workOn(queue);
    expect(await queue.add(deliveryOf('/a'), keyed('k', 50))).toBe(true);
    await isEmpty(queue);
    await eventually(async () => expect(await queue.add(deliveryOf('/b'), keyed('k', 50))).toBe(true));
    await isEmpty(queue);
    expect(log.map(([path]) => path)).toEqual(['/a', '/b']);
  });

  test('are told apart by their key alone, which may hold anything', async () => {
    const queue = openQueue();
    const keys = ['1', ':', 'فروشگاه:1', '1'.repeat(100_000), '{a}', '{b}', ' ', '0:1'];
    const add = (key: string) => queue.add(deliveryOf(key), { callKey: key, dedupe: { key, ttlMs: HOUR } });
    expect(await Promise.all(keys.map(add))).toEqual(keys.map(() => true));
    expect(await Promise.all(keys.map(add))).toEqual(keys.map(() => false));
    const log = workOn(queue);
    await isEmpty(queue);
    expect(log.map(([path]) => path).toSorted()).toEqual(keys.toSorted());
  });

  test('are one where many come at a time from several processes', async () => {
    const queue = openQueue();
    const second = secondOf(queue);
    for (const round of ['a', 'b', 'c', 'd', 'e']) {
      const added = await Promise.all(
        Array.from({ length: 40 }, (_, at) =>
          (at % 2 ? queue : second).add(deliveryOf(`/${round}`), keyed(round)),
        ),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
    }
    const log = workOn(queue);
    await isEmpty(queue);
    expect(log.map(([path]) => path)).toEqual(['/a', '/b', '/c', '/d', '/e']);
  });
});
