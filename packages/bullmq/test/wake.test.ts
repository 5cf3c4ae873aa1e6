import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { deliveryOf, eventually, isEmpty, ofCall, openQueue, workOn } from './support/queues.js';
import { describeRedis, sharedRedisUrl } from './support/shared.js';

describeRedis('the one after a delivery that is handled', () => {
  test('wakes by itself soon, however far back it was when it was put aside', async () => {
    const lockMs = 2_000;
    const queue = openQueue({ lockMs });
    for (let at = 0; at < 40; at++) await queue.add(deliveryOf(`/${at}`), ofCall('one'));
    let hold = () => {};
    const log = workOn(queue, async (path) => {
      if (path === '/30') {
        await new Promise<void>((resolve) => {
          hold = resolve;
        });
      }
      return { status: 'done' };
    });
    await eventually(() => expect(log).toHaveLength(31));
    const redis = new Redis(sharedRedisUrl());
    onTestFinished(() => redis.disconnect());
    const delayed = `${queue.prefix}:${queue.name}:delayed`;
    const scores = (await redis.zrange(delayed, 0, 0, 'WITHSCORES'))
      .slice(1)
      .map((score) => Number(score) / 4_096);
    // From when its turn is next, not from when it came: that of its neighbours is minutes away.
    expect(scores[0]).toBeLessThanOrEqual(Date.now() + lockMs / 2);
    hold();
    await isEmpty(queue);
    expect(log.map(([path]) => path)).toEqual(Array.from({ length: 40 }, (_, at) => `/${at}`));
  });
});
