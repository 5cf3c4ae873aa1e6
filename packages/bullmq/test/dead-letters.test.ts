import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import {
  DEAD,
  DONE,
  deliveryOf,
  EMPTY,
  hasDead,
  isEmpty,
  lettersOf,
  ofCall,
  openQueue,
  retryIn,
  secondOf,
  workOn,
} from './support/queues.js';
import { describeRedis, sharedRedisUrl } from './support/shared.js';

describeRedis('dead letters', () => {
  test('tell what failed, why, when and how often', async () => {
    const queue = openQueue();
    const [first, second] = [deliveryOf('/first'), deliveryOf('/second')];
    const before = Date.now();
    await queue.add(first, ofCall('1'));
    workOn(queue, (path, attempt) => {
      if (path === '/first' && attempt < 3) return retryIn(0);
      return path === '/first' ? DEAD : { status: 'dead', failure: { code: 'EVENT_INVALID', message: '' } };
    });
    await hasDead(queue, 1);
    await queue.add(second, ofCall('1'));
    await hasDead(queue, 2);

    const letters = await lettersOf(secondOf(queue));
    const failedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(letters).toEqual([
      { id: first.id, delivery: first, failure: 'failure' in DEAD && DEAD.failure, failedAt, attempts: 3 },
      {
        id: second.id,
        delivery: second,
        failure: { code: 'EVENT_INVALID', message: '' },
        failedAt,
        attempts: 1,
      },
    ]);
    expect(Date.parse(letters[0]?.failedAt ?? '')).toBeGreaterThanOrEqual(before);
    expect(await queue.deadLetters.get(second.id)).toEqual(letters[1]);
  });

  test('knows nothing of what is not dead', async () => {
    const queue = openQueue();
    const delivery = deliveryOf('/a');
    await queue.add(delivery, ofCall('1'));
    for (const id of [delivery.id, 'nobody', '']) {
      const { get, replay, drop } = bound(queue.deadLetters);
      expect([await get(id), await replay(id), await drop(id)]).toEqual([undefined, false, false]);
    }
    expect(await lettersOf(queue)).toEqual([]);
    expect(await queue.counts()).toEqual({ ...EMPTY, waiting: 1 });
  });

  test('can be replayed, as the last of their call and with all their tries', async () => {
    const queue = openQueue();
    const dead = deliveryOf('/dead');
    await queue.add(dead, ofCall('1'));
    let fixed = false;
    const log = workOn(queue, (path, attempt) => {
      if (path !== '/dead' || fixed) return path === '/busy' && attempt === 1 ? retryIn(200) : DONE;
      return attempt < 2 ? retryIn(0) : DEAD;
    });
    await hasDead(queue, 1);

    fixed = true;
    await queue.add(deliveryOf('/busy'), ofCall('1'));
    await queue.add(deliveryOf('/then'), ofCall('1'));
    const replayed = await Promise.all(
      [queue, secondOf(queue)].map(({ deadLetters }) => deadLetters.replay(dead.id)),
    );
    expect(replayed.filter(Boolean)).toHaveLength(1);
    await queue.add(deliveryOf('/last'), ofCall('1'));
    await isEmpty(queue);
    expect(log.slice(2)).toEqual([
      ['/busy', 1],
      ['/busy', 2],
      ['/then', 1],
      ['/dead', 1],
      ['/last', 1],
    ]);
    expect(await queue.deadLetters.replay(dead.id)).toBe(false);
  });

  test('are all listed, the oldest first, also where many are and they are replayed meanwhile', async () => {
    const queue = openQueue();
    const paths = Array.from({ length: 350 }, (_, at) => `/${at}`);
    await Promise.all(paths.map((path) => queue.add(deliveryOf(path), ofCall('1'))));
    const begun = workOn(queue, () => DEAD);
    await hasDead(queue, paths.length);
    const listed: string[] = [];
    for await (const { delivery } of queue.deadLetters.list()) listed.push(delivery.request.path);
    expect(listed.toSorted()).toEqual(paths.toSorted());

    const times = (await lettersOf(queue)).map(({ failedAt }) => failedAt);
    expect(times).toEqual(times.toSorted());
    // They fail again at once: the list has to end all the same.
    let replayed = 0;
    for await (const { id } of queue.deadLetters.list()) if (await queue.deadLetters.replay(id)) replayed++;
    expect(replayed).toBeGreaterThanOrEqual(paths.length);
    await hasDead(queue, paths.length);
    expect(begun.length).toBe(paths.length + replayed);
  });

  test('keep one trace, however often they failed', async () => {
    const queue = openQueue();
    const delivery = deliveryOf('/a');
    await queue.add(delivery, ofCall('1'));
    workOn(queue, (_, attempt) => (attempt < 20 ? retryIn(0) : DEAD));
    await hasDead(queue, 1);
    const letter = await queue.deadLetters.get(delivery.id);
    expect(letter?.attempts).toBe(20);
    const redis = new Redis(sharedRedisUrl());
    onTestFinished(() => redis.disconnect());
    const traces: unknown = JSON.parse(
      (await redis.hget(`${queue.prefix}:${queue.name}:${delivery.id}`, 'stacktrace')) ?? '',
    );
    expect(traces).toEqual([letter?.failure.stack]);
  });
});

const bound = (letters: ReturnType<typeof openQueue>['deadLetters']) => ({
  get: (id: string) => letters.get(id),
  replay: (id: string) => letters.replay(id),
  drop: (id: string) => letters.drop(id),
});
