import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import type { StoredCall } from '@simotel-hooks/core/calls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRedisCallStore, type RedisCallStore } from '../src/call-store/call-store.js';
import { type RedisServer, startRedis } from './support/redis.js';
import { describeRedisServer } from './support/shared.js';

const CALL: StoredCall = {
  keys: ['id:1'],
  due: 1_000,
  ended: null,
  source: null,
  callIds: ['1'],
  originatedCallId: null,
  events: [],
  droppedEvents: 0,
};

const countUp = (store: RedisCallStore) =>
  store.update(['id:1'], ([call = CALL]) => {
    const next = { ...call, droppedEvents: call.droppedEvents + 1 };
    return { calls: [next], result: next.droppedEvents };
  });

describeRedisServer('a store of calls in a Redis that fails', () => {
  let redis: RedisServer;
  let store: RedisCallStore;

  beforeEach(async () => {
    redis = await startRedis({ config: { appendonly: 'yes', appendfsync: 'always' } });
    store = createRedisCallStore({ connection: redis.url });
  });
  afterEach(async () => {
    await store.close();
    await redis.stop();
  });

  test('rejects soon where it is gone, says why, and works again when it is back', async () => {
    expect(await countUp(store)).toBe(1);
    await redis.kill('SIGKILL');
    await expect(countUp(store)).rejects.toThrow();
    await expect(store.due(0, 10)).rejects.toThrow(/no connection to Redis/);
    await redis.restart();
    await expect.poll(async () => store.size()).toBe(1);
    expect(await countUp(store)).toBe(2);
  });

  test('rejects where it hangs, and works again when it goes on', async () => {
    expect(await countUp(store)).toBe(1);
    await redis.kill('SIGSTOP');
    await expect(store.find('id:1')).rejects.toThrow();
    await redis.kill('SIGCONT');
    await expect.poll(async () => store.size()).toBe(1);
    expect(await countUp(store)).toBe(2);
  });

  test('can be made while it is not there', async () => {
    await redis.kill('SIGKILL');
    const early = createRedisCallStore({ connection: redis.url });
    await expect(early.size()).rejects.toThrow(/no connection to Redis/);
    await redis.restart();
    await expect.poll(async () => early.size()).toBe(0);
    await early.close();
  });

  test('closes without waiting for it', async () => {
    await redis.kill('SIGKILL');
    await store.close();
    await store.close();
    await expect(store.size()).rejects.toThrow(/closed/);
  });

  test('makes an update once whose answer is lost on the way', async () => {
    await countUp(store);
    const line = await listen(redis.port, 'stored');
    const behind = createRedisCallStore({ connection: `redis://127.0.0.1:${line.port}` });
    const seen: number[] = [];
    const result = await behind.update(['id:1'], ([call = CALL]) => {
      seen.push(call.droppedEvents);
      return { calls: [{ ...call, droppedEvents: 2 }], result: call.droppedEvents };
    });
    expect([line.cuts(), seen, result]).toEqual([1, [1], 1]);
    expect(await countUp(store)).toBe(3);
    await behind.close();
    line.server.close();
  });
});

/** A line to a port that breaks once: instead of passing on an answer with this text. */
async function listen(
  to: number,
  text: string,
): Promise<{ server: Server; port: number; cuts: () => number }> {
  let cuts = 0;
  const server = createServer((client) => {
    const redis = connect(to, '127.0.0.1');
    const hangUp = () => {
      client.destroy();
      redis.destroy();
    };
    for (const socket of [client, redis]) socket.on('error', hangUp).on('close', hangUp);
    client.pipe(redis);
    redis.on('data', (chunk) => {
      if (cuts > 0 || !chunk.includes(text)) return void client.write(chunk);
      cuts++;
      hangUp();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port, cuts: () => cuts };
}
