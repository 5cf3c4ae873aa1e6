import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createBullMQQueue } from '../src/index.js';
import {
  ALONE,
  DONE,
  deliveryOf,
  EMPTY,
  eventually,
  isEmpty,
  ofCall,
  openQueue,
  retryIn,
  secondOf,
  untroubled,
  workOn,
} from './support/queues.js';
import { startRedis } from './support/redis.js';
import { describeRedis, describeRedisServer, freshName, sharedRedisUrl } from './support/shared.js';

const CLOSED = expect.objectContaining({ code: 'CLOSED' });

describeRedis('close', () => {
  test('waits for what is being handled, stores it, and hands out no more', async () => {
    const queue = openQueue();
    for (const path of ['/a', '/b', '/c', '/d']) await queue.add(deliveryOf(path), ofCall(path));
    const finish: (() => void)[] = [];
    const handle = () => new Promise<typeof DONE>((resolve) => finish.push(() => resolve(DONE)));
    const log = workOn(queue, handle, untroubled(2));
    await eventually(() => expect(log).toHaveLength(2));

    let closed = false;
    const closing = queue.close().then(() => {
      closed = true;
    });
    const other = secondOf(queue);
    await other.add(deliveryOf('/e'), ALONE);
    expect(await other.counts()).toEqual({ waiting: 3, active: 2, dead: 0 });
    expect(closed).toBe(false);
    for (const done of finish) done();
    await closing;
    expect(await other.counts()).toEqual({ ...EMPTY, waiting: 3 });
    expect(log).toHaveLength(2);

    const rest = workOn(other);
    await isEmpty(other);
    expect(rest.map(([, attempt]) => attempt)).toEqual([1, 1, 1]);
  });

  test('ends one worker, and leaves the queue and other workers alone', async () => {
    const queue = openQueue();
    const worker = queue.work(async () => DONE, untroubled());
    await Promise.all([worker.close(), worker.close()]);
    await worker.close();
    await queue.add(deliveryOf('/a'), ALONE);
    const log = workOn(queue);
    await isEmpty(queue);
    expect(log).toEqual([['/a', 1]]);
  });

  test('refuses everything afterwards, and does nothing the second time', async () => {
    const queue = openQueue();
    const waiting = queue.add(deliveryOf('/a'), ALONE);
    await Promise.all([queue.close(), queue.close()]);
    await queue.close();
    expect(await waiting).toBe(true);
    const { deadLetters } = queue;
    await expect(queue.add(deliveryOf('/b'), ALONE)).rejects.toEqual(CLOSED);
    await expect(queue.counts()).rejects.toEqual(CLOSED);
    await expect(deadLetters.get('a')).rejects.toEqual(CLOSED);
    await expect(deadLetters.list()[Symbol.asyncIterator]().next()).rejects.toEqual(CLOSED);
    expect(() => queue.work(async () => DONE, untroubled())).toThrow(CLOSED);
  });
});

describe('close without Redis', () => {
  test('works where there never was one', async () => {
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const address = nobody.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => nobody.close(resolve));

    const queue = createBullMQQueue({ connection: `redis://127.0.0.1:${port}`, timeoutMs: 50 });
    const errors: Error[] = [];
    queue.work(async () => DONE, { concurrency: 1, onError: (error) => void errors.push(error) });
    await expect(queue.add(deliveryOf('/a'), ALONE)).rejects.toThrow(
      /no connection to Redis within 50 ms: .*ECONNREFUSED/,
    );
    await eventually(() => expect(errors.join()).toContain('ECONNREFUSED'));
    await queue.close();
  });
});

describeRedisServer('close without Redis', () => {
  test('works when it went away, also in the middle of a handler', async () => {
    const server = await startRedis();
    onTestFinished(() => server.stop());
    const queue = createBullMQQueue({ connection: server.url, name: freshName(), timeoutMs: 50 });
    await queue.add(deliveryOf('/a'), ofCall('1'));
    let finish = () => {};
    const handle = () =>
      new Promise<typeof DONE>((resolve) => {
        finish = () => resolve(DONE);
      });
    const errors: string[] = [];
    const onError = ({ message }: Error) => void errors.push(message);
    const log = workOn(queue, handle, { concurrency: 5, onError });
    await eventually(() => expect(log).toHaveLength(1));
    await server.kill('SIGKILL');
    const closing = queue.close();
    finish();
    await closing;
    expect(errors.at(-1)).toContain('may be handed out again');
  });
});

describeRedisServer('connection', () => {
  test('that Redis refuses is named, without a password', async () => {
    const server = await startRedis();
    onTestFinished(() => server.stop());
    const admin = new Redis(server.url);
    onTestFinished(() => admin.disconnect());
    await admin.config('SET', 'requirepass', 'right');
    const connection = `redis://:top-secret@127.0.0.1:${server.port}`;
    const queue = createBullMQQueue({ connection, timeoutMs: 300 });
    const errors: unknown[] = [];
    queue.work(async () => DONE, { concurrency: 1, onError: (error) => void errors.push(error) });
    const refused: unknown = await queue.add(deliveryOf('/a'), ALONE).catch((error) => error);
    await eventually(() => expect(errors).not.toEqual([]));
    await queue.close();
    for (const error of [refused, ...errors.slice(0, 1)]) expect(`${error}`).toContain('WRONGPASS');
    expect(inspect([refused, ...errors], { depth: null, showHidden: true })).not.toContain('top-secret');
  });
});

describeRedis('connection', () => {
  test('may be options of ioredis, of which none can make it forget or give up', async () => {
    const { hostname, port } = new URL(sharedRedisUrl());
    const hasty = {
      socketTimeout: 50,
      commandTimeout: 50,
      maxRetriesPerRequest: 1,
      retryStrategy: () => null,
    };
    const connection = {
      host: hostname,
      port: Number(port),
      lazyConnect: true,
      enableOfflineQueue: false,
      ...hasty,
    };
    const queue = openQueue({ connection });
    const log = workOn(queue, (_, attempt) => (attempt === 1 ? retryIn(300) : DONE));
    await queue.add(deliveryOf('/a'), ALONE);
    await eventually(() => expect(log).toHaveLength(2));
  });

  test('may be a client of ioredis, which is left alone', async () => {
    const client = new Redis(sharedRedisUrl(), { lazyConnect: true });
    const queue = openQueue({ connection: client });
    const log = workOn(queue);
    await queue.add(deliveryOf('/a'), ALONE);
    await eventually(() => expect(log).toHaveLength(1));
    await queue.close();
    expect(client.status).toBe('wait');
  });
});
