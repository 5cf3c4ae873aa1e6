import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import type { BullMQQueue } from '../../src/index.js';
import { expectInOrder, openLog, startProgram } from '../support/programs.js';
import {
  ALONE,
  DONE,
  deliveryOf,
  EMPTY,
  eventually,
  isEmpty,
  ofCall,
  openQueue,
  workOn,
} from '../support/queues.js';
import { type RedisServer, startRedis } from '../support/redis.js';
import { describeRedisServer, freshName } from '../support/shared.js';

const DURABLE = { appendonly: 'yes', appendfsync: 'always' };

async function startServer(config: Readonly<Record<string, string>> = {}): Promise<RedisServer> {
  const server = await startRedis({ config });
  onTestFinished(() => server.stop());
  return server;
}

/** Adds to some calls at a time, in the order of each, also what could not be added a while ago, until it is told to stop. */
function loadOf(queue: BullMQQueue, calls: number) {
  const paths: string[][] = [];
  const stored: string[] = [];
  let rejected = 0;
  let stopped = false;
  const producing = Array.from({ length: calls }, async (_, call) => {
    const own: string[] = [];
    paths.push(own);
    for (let at = 0; !stopped; at++) {
      const path = `/${call}/${at}`;
      own.push(path);
      const isStored = await queue.add(deliveryOf(path), ofCall(`${call}`)).then(
        () => true,
        () => false,
      );
      if (isStored) stored.push(path);
      else rejected++;
      // A PBX sends on, whether it was stored or not, but not without a pause.
      await delay(isStored ? 1 : 20);
    }
  });
  return {
    paths,
    stored,
    get rejected() {
      return rejected;
    },
    async stop() {
      stopped = true;
      await Promise.all(producing);
    },
  };
}

describeRedisServer('when Redis', () => {
  test('is killed under load, everything it said was stored is handled, in order', async () => {
    const server = await startServer(DURABLE);
    const log = openLog();
    const queue = openQueue({ connection: server.url, timeoutMs: 200 });
    const options = { url: server.url, name: queue.name, lockMs: 2_000, ...log };
    const workers = [1, 2].map(() => startProgram('worker.mjs', options));
    for (const worker of workers) await worker.line();

    const load = loadOf(queue, 20);
    for (const goal of [200, 500]) {
      await eventually(() => expect(load.stored.length).toBeGreaterThan(goal));
      await server.kill('SIGKILL');
      const before = load.rejected;
      await eventually(() => expect(load.rejected).toBeGreaterThan(before + 20));
      await server.restart();
    }
    const after = load.stored.length;
    await eventually(() => expect(load.stored.length).toBeGreaterThan(after + 200));
    await load.stop();
    await isEmpty(queue);

    const entries = await log.entries();
    const handled = new Set(entries.filter(({ what }) => what === 'done').map(({ path }) => path));
    expect(load.stored.filter((path) => !handled.has(path))).toEqual([]);
    for (const ofOne of load.paths) expectInOrder(entries, ofOne);
    for (const { child } of workers) child.kill('SIGTERM');
    for (const { exit } of workers) expect(await exit).toEqual({ code: 0, signal: null });
  });

  test('breaks connections under load, nothing is lost or handled out of order', async () => {
    const server = await startServer();
    const log = openLog();
    const queue = openQueue({ connection: server.url });
    const worker = startProgram('worker.mjs', { url: server.url, name: queue.name, lockMs: 2_000, ...log });
    await worker.line();
    const admin = new Redis(server.url);
    onTestFinished(() => admin.disconnect());

    const load = loadOf(queue, 20);
    for (let round = 1; round <= 10; round++) {
      await eventually(() => expect(load.stored.length).toBeGreaterThan(round * 50));
      await admin.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    }
    await load.stop();
    await isEmpty(queue);
    const entries = await log.entries();
    const handled = new Set(entries.filter(({ what }) => what === 'done').map(({ path }) => path));
    expect(load.stored.filter((path) => !handled.has(path))).toEqual([]);
    for (const ofOne of load.paths) expectInOrder(entries, ofOne);
  });

  test('hangs, adds are refused soon and memory is bounded; it goes on when Redis does', async () => {
    const server = await startServer();
    const queue = openQueue({ connection: server.url, timeoutMs: 500 });
    const log = workOn(queue, () => DONE, { concurrency: 10, onError: () => {} });
    await queue.add(deliveryOf('/before'), ALONE);
    await isEmpty(queue);

    await server.kill('SIGSTOP');
    const flood = await Promise.allSettled(
      Array.from({ length: 10_100 }, (_, at) => queue.add(deliveryOf(`/${at}`), ALONE)),
    );
    expect(flood.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    const reasons = flood.flatMap((result) => (result.status === 'rejected' ? [`${result.reason}`] : []));
    expect(reasons.filter((reason) => reason.includes('10000 others wait'))).toHaveLength(100);
    await expect(queue.add(deliveryOf('/hangs'), ALONE)).rejects.toThrow();
    await expect(queue.counts()).rejects.toThrow();

    await server.kill('SIGCONT');
    await eventually(() => queue.add(deliveryOf('/after'), ALONE));
    // What lay in the broken connection may be stored all the same, before it or behind it; but once.
    await eventually(() => expect(log).toContainEqual(['/after', 1]));
    await isEmpty(queue);
    expect(new Set(log.map(([path]) => path)).size).toBe(log.length);
  });

  test('is full, adds are refused and what is stored stays', async () => {
    const server = await startServer({ 'maxmemory-policy': 'noeviction' });
    const queue = openQueue({ connection: server.url });
    await queue.add(deliveryOf('/before'), ofCall('1'));
    const admin = new Redis(server.url);
    onTestFinished(() => admin.disconnect());
    await admin.config('SET', 'maxmemory', '1');
    const add = () => queue.add(deliveryOf('/full'), { callKey: '1', dedupe: { key: 'k', ttlMs: 60_000 } });
    await expect(add()).rejects.toThrow('OOM');
    await admin.config('SET', 'maxmemory', '0');
    expect(await queue.counts()).toEqual({ ...EMPTY, waiting: 1 });
    // It was not stored, so this is no repeat.
    expect([await add(), await add()]).toEqual([true, false]);
    const log = workOn(queue);
    await isEmpty(queue);
    expect(log).toEqual([
      ['/before', 1],
      ['/full', 1],
    ]);
  });

  test.each<NodeJS.Signals>(['SIGKILL', 'SIGSTOP'])(
    'gets %s, a worker can still be told to end',
    async (signal) => {
      const server = await startServer();
      const log = openLog();
      const worker = startProgram('worker.mjs', {
        url: server.url,
        name: freshName(),
        lockMs: 2_000,
        ...log,
      });
      await worker.line();
      await server.kill(signal);
      worker.child.kill('SIGTERM');
      expect(await worker.exit).toEqual({ code: 0, signal: null });
    },
  );
});
