import { setTimeout } from 'node:timers/promises';
import { runCallStoreSuite } from '@simotel-hooks/testing';
import { Cluster, Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createRedisCallStore } from '../src/call-store/call-store.js';
import type { RedisCallStoreOptions } from '../src/call-store/options.js';
import { type RedisServer, startRedis } from './support/redis.js';
import { describeRedis, describeRedisServer, freshName, sharedRedisUrl } from './support/shared.js';

/** Two clients of one place that is empty. */
function open(connection: RedisCallStoreOptions['connection'], done?: () => void) {
  const prefix = `{${freshName()}}`;
  const store = createRedisCallStore({ connection, prefix });
  const second = createRedisCallStore({ connection, prefix });
  const close = async () => {
    await Promise.all([store.close(), second.close()]);
    done?.();
  };
  return { store, second, close };
}

describeRedis('with a URL', () => {
  runCallStoreSuite({ name: 'Redis', open: () => open(sharedRedisUrl()) }, { describe, it });
});

describeRedis('with a client that is made for BullMQ and prefixes its keys', () => {
  const keyPrefix = `${freshName()}:`;
  const openWithClient = () => {
    const client = new Redis(sharedRedisUrl(), { keyPrefix, maxRetriesPerRequest: null });
    return { client, ...open(client, () => client.disconnect()) };
  };

  runCallStoreSuite({ name: 'Redis', open: openWithClient }, { describe, it });

  test('duplicates it, and leaves it to its owner', async () => {
    const { client, store, second, close } = openWithClient();
    expect(await store.size()).toBe(0);
    await store.close();
    await second.close();
    expect(await client.ping()).toBe('PONG');
    expect(client.options.maxRetriesPerRequest).toBe(null);
    await close();
  });
});

describeRedisServer('on a Redis Cluster', () => {
  let server: RedisServer;
  let cluster: Cluster;

  beforeAll(async () => {
    server = await startRedis({ config: { 'cluster-enabled': 'yes', 'cluster-announce-ip': '127.0.0.1' } });
    const node = new Redis(server.url);
    await node.cluster('ADDSLOTSRANGE', 0, 16_383);
    while (!(await node.cluster('INFO')).includes('cluster_state:ok')) await setTimeout(20);
    node.disconnect();
    cluster = new Cluster([{ host: '127.0.0.1', port: server.port }]);
    cluster.on('error', () => {});
  });
  afterAll(async () => {
    cluster.disconnect();
    await server.stop();
  });

  runCallStoreSuite({ name: 'Redis', open: () => open(cluster) }, { describe, it });

  test('refuses a prefix that would spread its keys over several nodes', () => {
    expect(() => createRedisCallStore({ connection: cluster, prefix: 'calls' })).toThrow(/braces/);
    expect(() => createRedisCallStore({ connection: cluster, prefix: '{}calls' })).toThrow(/braces/);
  });

  test('rejects soon where no node answers, and recovers', async () => {
    const { store, close } = open(cluster);
    await expect(store.size()).resolves.toBe(0);
    await server.kill('SIGKILL');
    await expect(store.size()).rejects.toThrow();
    await server.restart();
    await expect.poll(async () => store.size(), { timeout: 20_000 }).toBe(0);
    await close();
  });
});
