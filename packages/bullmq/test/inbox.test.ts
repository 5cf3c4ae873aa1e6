import { createSimotelHooks } from '@simotel-hooks/core';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import type { BullMQQueue } from '../src/index.js';
import {
  ALONE,
  deliveryOf,
  EMPTY,
  eventually,
  hasDead,
  isEmpty,
  lettersOf,
  ofCall,
  openQueue,
  workOn,
} from './support/queues.js';
import { describeRedis, sharedRedisUrl } from './support/shared.js';

const HOUR = 3_600_000;
const keyed = (key: string, ttlMs = HOUR) => ({ callKey: '1', dedupe: { key, ttlMs } });

function openRedis(): Redis {
  const redis = new Redis(sharedRedisUrl());
  onTestFinished(() => redis.disconnect());
  return redis;
}

/** The queue as BullMQ knows it. */
function jobsOf({ name, prefix }: BullMQQueue): Queue {
  const jobs = new Queue(name, { prefix, connection: { url: sharedRedisUrl() } });
  onTestFinished(() => jobs.close());
  return jobs;
}

const inboxOf = ({ name, prefix }: BullMQQueue) => `${prefix}:${name}.inbox`;

async function commands(redis: Redis, name: string): Promise<number> {
  const info = await redis.info('commandstats');
  return Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(info)?.[1] ?? 0);
}

describeRedis('what comes in', () => {
  test('in one turn of the event loop is stored together', async () => {
    const queue = openQueue();
    const redis = openRedis();
    await queue.counts();
    const before = await commands(redis, 'rpush');
    const added = Array.from({ length: 400 }, (_, at) => queue.add(deliveryOf(`/${at}`), ALONE));
    expect(await Promise.all(added)).not.toContain(false);
    expect((await commands(redis, 'rpush')) - before).toBe(1);
    expect(await queue.counts()).toEqual({ ...EMPTY, waiting: 400 });
  });

  test('keeps its order, whether it has a key for repeats or not', async () => {
    const queue = openQueue();
    const paths = Array.from({ length: 1_200 }, (_, at) => `/${at}`);
    const add = (path: string, at: number) =>
      queue.add(deliveryOf(path), at % 3 === 0 ? keyed(path) : ofCall('1'));
    expect(await Promise.all(paths.map(add))).not.toContain(false);
    const stored = await openRedis().lrange(inboxOf(queue), 0, -1);
    expect(stored.map((text) => JSON.parse(text).data.delivery.request.path)).toEqual(paths);
    const log = workOn(queue);
    await isEmpty(queue);
    expect(log.map(([path]) => path)).toEqual(paths);
  });

  test('is known as a repeat while the first waits there, also when its time is over', async () => {
    const queue = openQueue();
    const add = (path: string) => queue.add(deliveryOf(path), keyed('k', 1));
    const together = await Promise.all([add('/first'), add('/twin')]);
    expect(together).toEqual([true, false]);
    for (let at = 0; at < 20; at++) expect(await add('/late')).toBe(false);
    const log = workOn(queue);
    await isEmpty(queue);
    expect(log).toEqual([['/first', 1]]);
    await eventually(async () => expect(await add('/new')).toBe(true));
  });

  test('may be large, and more than the workers need', async () => {
    const queue = openQueue();
    const jobs = jobsOf(queue);
    await jobs.pause();
    const paths = Array.from({ length: 2_500 }, (_, at) => `/${at}`);
    const large = paths.slice(0, 8).map((path) => `${path}?${'x'.repeat(1_000_000)}`);
    for (const path of large) await queue.add(deliveryOf(path), ALONE);
    await Promise.all(paths.map((path) => queue.add(deliveryOf(path), ALONE)));
    const log = workOn(queue, undefined, { concurrency: 1, onError: (error) => expect.fail(error.message) });
    await eventually(async () => expect(await jobs.getWaitingCount()).toBeGreaterThan(1_000));
    expect(await queue.counts()).toEqual({ ...EMPTY, waiting: 2_508 });
    await jobs.resume();
    await isEmpty(queue);
    expect(log.map(([path]) => path)).toEqual([...large, ...paths]);
  });

  test('becomes a dead letter where it is no delivery, and holds up nothing', async () => {
    const queue = openQueue();
    const garbage = ['', 'no JSON', '{}', 'null', '{"id":"1","data":{"delivery":{},"callKey":null}}'];
    await openRedis().rpush(inboxOf(queue), ...garbage, '{"id":"a","data":{"delivery":7,"callKey":"1"}}');
    const good = deliveryOf('/cdr');
    await queue.add({ ...good, request: { ...good.request, body: '{"src":"1","dst":"2"}' } }, ofCall('1'));
    const hooks = createSimotelHooks({ auth: false, queue, logger: {} });
    const names: (string | null)[] = [];
    hooks.onAny(({ name }) => void names.push(name));
    hooks.work();
    await hasDead(queue, garbage.length + 1);
    await hooks.close();
    expect(names).toEqual(['Cdr']);
    const letters = await lettersOf(openQueue(queue));
    // They are handled side by side.
    const found = new Set<unknown>(letters.map(({ delivery }) => delivery));
    expect(found).toEqual(new Set<unknown>([...garbage, 7]));
    expect(new Set(letters.map(({ failure }) => failure.code))).toEqual(new Set(['BODY_MALFORMED']));
  });

  test('is refused where BullMQ could not take its id', async () => {
    const queue = openQueue();
    for (const id of ['', '1', 'a:b']) {
      await expect(queue.add({ ...deliveryOf('/a'), id }, ALONE)).rejects.toThrow('id');
    }
    expect(await queue.counts()).toEqual(EMPTY);
  });

  test('goes on when Redis has forgotten all scripts', async () => {
    const queue = openQueue();
    const log = workOn(queue, undefined, { concurrency: 10, onError: () => {} });
    await queue.add(deliveryOf('/before'), keyed('before'));
    await isEmpty(queue);
    await openRedis().script('FLUSH');
    const paths = ['/a', '/b', '/c'];
    await Promise.all(paths.map((path) => queue.add(deliveryOf(path), keyed(path))));
    await isEmpty(queue);
    expect(log.map(([path]) => path)).toEqual(['/before', ...paths]);
  });
});
