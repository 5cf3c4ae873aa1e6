import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import type { BullMQQueue } from '../../src/index.js';
import { expectInOrder, openLog, startProgram } from '../support/programs.js';
import { deliveryOf, eventually, isEmpty, ofCall, openQueue } from '../support/queues.js';
import { type RedisServer, startRedis } from '../support/redis.js';
import { describeRedis, describeRedisServer, sharedRedisUrl } from '../support/shared.js';

const CALLS = 300;
const IN_EACH = 7;

/** Some for each of many calls, in turns. @returns The paths of each call. */
async function fill(queue: BullMQQueue): Promise<string[][]> {
  const calls = Array.from({ length: CALLS }, (_, call) =>
    Array.from({ length: IN_EACH }, (_, at) => `/${call}/${at}`),
  );
  for (let at = 0; at < IN_EACH; at++) {
    await Promise.all(
      calls.map((paths, call) => queue.add(deliveryOf(paths[at] ?? ''), ofCall(`call ${call}`))),
    );
  }
  return calls;
}

/** How much was taken out of the inbox so far, in moves. */
function openMoved({ name, prefix }: BullMQQueue, url: string) {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', () => {});
  onTestFinished(() => redis.disconnect());
  const key = `${prefix}:${name}`;
  return {
    count: async () => Number(await redis.get(`${key}.moved`)),
    left: () => redis.llen(`${key}.inbox`),
  };
}

describeRedis('workers that are killed while they make jobs of what came in', () => {
  test('lose and double nothing', async () => {
    const queue = openQueue();
    const calls = await fill(queue);
    const { name, prefix } = queue;
    const jobs = new Queue(name, { prefix, connection: { url: sharedRedisUrl() } });
    onTestFinished(() => jobs.close());
    // Nothing is handed out meanwhile.
    await jobs.pause();
    const log = openLog();
    const options = { url: sharedRedisUrl(), name, lockMs: 60_000, ...log };
    const moved = openMoved(queue, sharedRedisUrl());
    while ((await moved.left()) > 0) {
      const before = await moved.count();
      const workers = [startProgram('worker.mjs', options), startProgram('worker.mjs', options)];
      await eventually(async () => expect(await moved.count()).toBeGreaterThan(before));
      for (const { child } of workers) child.kill('SIGKILL');
      await Promise.all(workers.map(({ exit }) => exit));
      expect((await queue.counts()).waiting).toBe(CALLS * IN_EACH);
    }
    expect(await jobs.getJobCountByTypes('wait', 'delayed')).toBe(CALLS * IN_EACH);

    const last = [1, 2, 3].map(() => startProgram('worker.mjs', options));
    await jobs.resume();
    await isEmpty(queue);
    const entries = await log.entries();
    const done = entries.filter(({ what }) => what === 'done');
    expect(done.map(({ path }) => path).toSorted()).toEqual(calls.flat().toSorted());
    expect(done.filter(({ attempt }) => attempt > 1)).toEqual([]);
    for (const paths of calls) expectInOrder(entries, paths);
    for (const { child } of last) child.kill('SIGTERM');
    for (const { exit } of last) expect(await exit).toEqual({ code: 0, signal: null });
  });
});

describeRedisServer('when Redis', () => {
  async function startServer(config: Readonly<Record<string, string>>): Promise<RedisServer> {
    const server = await startRedis({ config });
    onTestFinished(() => server.stop());
    return server;
  }

  test('is killed while jobs are made of what came in, nothing is lost and the order kept', async () => {
    const server = await startServer({ appendonly: 'yes', appendfsync: 'always' });
    const queue = openQueue({ connection: server.url });
    const calls = await fill(queue);
    const log = openLog();
    const options = { url: server.url, name: queue.name, lockMs: 2_000, ...log };
    const workers = [1, 2].map(() => startProgram('worker.mjs', options));
    const moved = openMoved(queue, server.url);
    for (let round = 0; round < 3; round++) {
      const before = await moved.count();
      await eventually(async () => expect(await moved.count()).toBeGreaterThan(before));
      await server.kill('SIGKILL');
      await server.restart();
    }
    await isEmpty(queue);
    const entries = await log.entries();
    const done = new Set(entries.filter(({ what }) => what === 'done').map(({ path }) => path));
    expect([...done].toSorted()).toEqual(calls.flat().toSorted());
    for (const paths of calls) expectInOrder(entries, paths);
    for (const { child } of workers) child.kill('SIGTERM');
    for (const { exit } of workers) expect(await exit).toEqual({ code: 0, signal: null });
  });

  test('is full, what came in stays there, and is handled when there is room', async () => {
    const server = await startServer({ 'maxmemory-policy': 'noeviction' });
    const queue = openQueue({ connection: server.url });
    const calls = await fill(queue);
    const admin = new Redis(server.url);
    onTestFinished(() => admin.disconnect());
    await admin.config('SET', 'maxmemory', '1');
    const errors: Error[] = [];
    const log: string[] = [];
    queue.work(
      async ({ request: { path } }) => {
        log.push(path);
        return { status: 'done' };
      },
      { concurrency: 10, onError: (error) => void errors.push(error) },
    );
    await eventually(() => expect(errors.join()).toContain('OOM'));
    await expect(queue.add(deliveryOf('/refused'), ofCall('1'))).rejects.toThrow('OOM');
    expect((await queue.counts()).waiting).toBe(CALLS * IN_EACH);
    // They are written into logs.
    for (const error of errors) expect(error).not.toHaveProperty('command');

    await admin.config('SET', 'maxmemory', '0');
    await isEmpty(queue);
    expect(log.toSorted()).toEqual(calls.flat().toSorted());
  });
});
