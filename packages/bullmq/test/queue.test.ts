import type { StoredDelivery } from '@simotel-hooks/core';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import {
  ALONE,
  DEAD,
  DONE,
  deliveryOf,
  EMPTY,
  eventually,
  hasDead,
  isEmpty,
  ofCall,
  openQueue,
  retryIn,
  secondOf,
  untroubled,
  workOn,
} from './support/queues.js';
import { describeRedis, sharedRedisUrl } from './support/shared.js';

describeRedis('createBullMQQueue', () => {
  test('hands out what was added, as it was added, to any of its workers', async () => {
    const queue = openQueue();
    const delivery = deliveryOf('/a');
    expect(await queue.add(delivery, ALONE)).toBe(true);
    expect(await queue.counts()).toEqual({ ...EMPTY, waiting: 1 });

    const handed: [StoredDelivery, number][] = [];
    const process = async (...args: [StoredDelivery, number]) => {
      handed.push(args);
      return DONE;
    };
    secondOf(queue).work(process, untroubled());
    await isEmpty(queue);
    expect(handed).toEqual([[delivery, 1]]);
  });

  test('leaves nothing of a delivery behind when it is done', async () => {
    const queue = openQueue();
    await queue.add(deliveryOf('/a'), ofCall('1'));
    workOn(queue);
    const redis = new Redis(sharedRedisUrl());
    onTestFinished(() => redis.disconnect());
    const kept = ['de:', 'events', 'id', 'marker', 'meta', 'stalled-check'];
    await eventually(async () => {
      const keys = await redis.keys(`*${queue.name}*`);
      const left = keys.filter((key) => !kept.some((end) => key.endsWith(`:${end}`)));
      const key = `${queue.prefix}:${queue.name}`;
      expect(left.toSorted()).toEqual([`${key}.calls`, `${key}.moved`]);
    });
  });

  test('keeps what BullMQ logs for dashboards within bounds', async () => {
    const queue = openQueue();
    workOn(queue);
    const added = Array.from({ length: 1_000 }, (_, at) => queue.add(deliveryOf(`/${at}`), ALONE));
    await Promise.all(added);
    await isEmpty(queue);
    const redis = new Redis(sharedRedisUrl());
    onTestFinished(() => redis.disconnect());
    // Each was added, waited, was active and completed.
    expect(await redis.xlen(`${queue.prefix}:${queue.name}:events`)).toBeLessThan(1_500);
  });

  test('keeps the order of each call, and handles calls side by side', async () => {
    const queue = openQueue();
    for (let at = 0; at < 20; at++) {
      for (const call of ['1', '2', '3']) await queue.add(deliveryOf(`/${call}/${at}`), ofCall(call));
    }
    const running = new Set<string>();
    let most = 0;
    const handle = async (path: string) => {
      const call = path.slice(0, 2);
      expect(running).not.toContain(call);
      running.add(call);
      most = Math.max(most, running.size);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running.delete(call);
      return DONE;
    };
    const logs = [workOn(queue, handle), workOn(secondOf(queue), handle)];
    await isEmpty(queue);
    expect(logs.flat()).toHaveLength(60);
    expect(most).toBeGreaterThan(1);
  });

  test('hands out those of a call in the order they were stored', async () => {
    const queue = openQueue();
    const paths = Array.from({ length: 30 }, (_, at) => `/${at}`);
    await Promise.all(paths.map((path) => queue.add(deliveryOf(path), ofCall('1'))));
    const log = workOn(queue);
    await eventually(() => expect(log).toEqual(paths.map((path) => [path, 1])));
  });

  test('lets a call wait for the next try, and no other', async () => {
    const queue = openQueue();
    let first = 0;
    let last = 0;
    const handle = async (path: string, attempt: number) => {
      if (path !== '/fails') return DONE;
      if (attempt === 1) first = Date.now();
      if (attempt <= 3) return retryIn(attempt === 3 ? 600 : 50);
      last = Date.now();
      return DONE;
    };
    const log = workOn(queue, handle);
    await queue.add(deliveryOf('/fails'), ofCall('1'));
    await queue.add(deliveryOf('/after'), ofCall('1'));
    await queue.add(deliveryOf('/other'), ofCall('2'));
    await queue.add(deliveryOf('/alone'), ALONE);
    await isEmpty(queue);
    const ofTheCall = log.filter(([path]) => path === '/fails' || path === '/after');
    expect(ofTheCall).toEqual([...[1, 2, 3, 4].map((attempt) => ['/fails', attempt]), ['/after', 1]]);
    const others = log.findIndex(([path, attempt]) => path === '/fails' && attempt === 4);
    expect(log.slice(0, others).map(([path]) => path)).toEqual(expect.arrayContaining(['/other', '/alone']));
    expect(last - first).toBeGreaterThanOrEqual(700);
  });

  test('tries again at once where there is nothing to wait for', async () => {
    const queue = openQueue();
    const log = workOn(queue, (_, attempt) => (attempt < 4 ? retryIn(0) : DONE));
    await queue.add(deliveryOf('/a'), ofCall('1'));
    await eventually(() => expect(log.map(([, attempt]) => attempt)).toEqual([1, 2, 3, 4]));
  });

  test('does not count what was released, and keeps its place', async () => {
    const queue = openQueue();
    let released = 0;
    const log = workOn(queue, (path) => (path === '/a' && released++ < 3 ? { status: 'released' } : DONE));
    await queue.add(deliveryOf('/a'), ofCall('1'));
    await queue.add(deliveryOf('/b'), ofCall('1'));
    await eventually(() => expect(log.at(-1)).toEqual(['/b', 1]));
    expect(log).toEqual([...Array.from({ length: 4 }, () => ['/a', 1]), ['/b', 1]]);
  });

  test('goes on with a call when one of it is dead', async () => {
    const queue = openQueue();
    await queue.add(deliveryOf('/dead'), ofCall('1'));
    await queue.add(deliveryOf('/after'), ofCall('1'));
    const log = workOn(queue, (path) => (path === '/dead' ? DEAD : DONE));
    await hasDead(queue, 1);
    expect(log).toEqual([
      ['/dead', 1],
      ['/after', 1],
    ]);
  });

  test('goes on with a call when the one before vanished without a word', async () => {
    const queue = openQueue({ lockMs: 1_000 });
    const gone = deliveryOf('/gone');
    await queue.add(gone, ofCall('1'));
    await queue.add(deliveryOf('/after'), ofCall('1'));
    const log = workOn(queue, (path) => (path === '/gone' ? retryIn(3_600_000) : DONE));
    // The state in which a worker leaves a call that dies after it stored what became of a delivery.
    await eventually(async () => expect((await queue.counts()).active).toBe(0));
    await eventually(() => expect(log).toHaveLength(1));
    const redis = new Redis(sharedRedisUrl());
    onTestFinished(() => redis.disconnect());
    const key = `${queue.prefix}:${queue.name}`;
    await eventually(async () => expect(await redis.zcard(`${key}:delayed`)).toBe(2));
    await redis.multi().zrem(`${key}:delayed`, gone.id).del(`${key}:${gone.id}`).exec();
    await eventually(() => expect(log.at(-1)).toEqual(['/after', 1]));
  });
});
