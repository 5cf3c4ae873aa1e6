import { runQueueSuite } from '@simotel-hooks/testing';
import { Cluster, Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { createBullMQQueue } from '../src/index.js';
import { ALONE, deliveryOf, untroubled } from './support/queues.js';
import { freePort, type RedisServer, startRedis } from './support/redis.js';
import { describeRedisServer, freshName } from './support/shared.js';

describeRedisServer('with Redis Cluster', () => {
  let servers: RedisServer[] = [];
  let cluster: Cluster;

  beforeAll(async () => {
    const start = async () =>
      startRedis({ config: { 'cluster-enabled': 'yes', 'cluster-port': `${await freePort()}` } });
    servers = await Promise.all([start(), start()]);
    await join(servers);
    cluster = new Cluster(
      servers.map(({ port }) => ({ host: '127.0.0.1', port })),
      { lazyConnect: true },
    );
  });

  afterAll(async () => {
    cluster.disconnect();
    await Promise.all(servers.map((server) => server.stop()));
  });

  // Names of several parts of the cluster: each queue is in one of them.
  const open = () => {
    const options = { connection: cluster, name: freshName(), prefix: `{${freshName()}}` };
    return { queue: createBullMQQueue(options), second: createBullMQQueue(options) };
  };
  runQueueSuite({ name: 'BullMQ', open }, { describe, it });

  test('closes when the cluster is gone', async () => {
    const { queue, second } = open();
    await queue.add(deliveryOf('/a'), ALONE);
    second.work(async () => ({ status: 'done' }), { ...untroubled(), onError: () => {} });
    await vi.waitFor(async () => expect((await queue.counts()).waiting).toBe(0), 20_000);
    await Promise.all(servers.map((server) => server.kill('SIGKILL')));
    await expect(queue.add(deliveryOf('/b'), ALONE)).rejects.toThrow();
    await Promise.all([queue.close(), second.close()]);
  });
});

/** Makes one cluster of two servers, each with one half of the slots. */
async function join(servers: readonly RedisServer[]): Promise<void> {
  const clients = servers.map(({ url }) => new Redis(url));
  const [one, other] = clients;
  await one?.cluster('ADDSLOTSRANGE', 0, 8_191);
  await other?.cluster('ADDSLOTSRANGE', 8_192, 16_383);
  const [first] = servers;
  await other?.call('CLUSTER', 'MEET', '127.0.0.1', `${first?.port}`, `${await busPort(one)}`);
  for (const client of clients) {
    await vi.waitFor(async () => expect(await client.cluster('INFO')).toContain('cluster_state:ok'), 20_000);
    client.disconnect();
  }
}

async function busPort(client: Redis | undefined): Promise<string> {
  const found = await client?.config('GET', 'cluster-port');
  return Array.isArray(found) ? `${found[1]}` : '';
}
