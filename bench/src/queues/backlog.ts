import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createSimotelHooks, type DeliveryQueue } from '@simotel-hooks/core';
import { createRequest, simulateCallCentre } from '@simotel-hooks/testing';
import { Redis } from 'ioredis';
import { HEADERS } from '../delivery.js';
import { openQueue } from './open.js';
import { openPlace, type Place } from './place.js';
import { Program } from './processes.js';

/*
 * What a backlog takes: a simulated call centre is stored while nobody works, then 1, 2 or 4 worker processes handle it, with a
 * handler that does nothing: deliveries a second, and the bytes each takes while it waits.
 */

const CALLS = 2_000;
const WORKERS = [1, 2, 4];
const CONCURRENCY = 25;

/** @returns How many deliveries were stored. */
async function fill(queue: DeliveryQueue): Promise<number> {
  const hooks = createSimotelHooks({ auth: false, queue, logger: {}, ackTimeoutMs: 60_000 });
  let count = 0;
  let batch: Promise<unknown>[] = [];
  for (const { event, wire } of simulateCallCentre({ calls: CALLS, agents: 200, rate: 150 })) {
    const { path, method, body } = createRequest(event, {
      ...wire,
      fields: { ...wire.fields, mark: count++ },
    });
    batch.push(hooks.handle({ path, method, body, headers: HEADERS }));
    if (batch.length === 100) {
      await Promise.all(batch);
      batch = [];
    }
  }
  await Promise.all(batch);
  return count;
}

/** Bytes in use: of memory with Redis, of the disk with SQLite. */
async function sizeOf({ redis, address }: Place): Promise<number> {
  if (!redis) return (await Promise.all([address, `${address}-wal`].map(sizeOfFile))).reduce((a, b) => a + b);
  const client = new Redis(redis.url);
  const info = await client.info('memory');
  client.disconnect();
  return Number(/used_memory:(\d+)/.exec(info)?.[1]);
}

const sizeOfFile = async (file: string) => (await stat(file).catch(() => ({ size: 0 }))).size;

interface Backlog {
  readonly rate: number;
  readonly bytes: number;
}

async function measure(kind: 'sqlite' | 'redis', count: number): Promise<Backlog> {
  const place = await openPlace(kind, 'everysec');
  const queue = openQueue(place.address);
  if (!queue) throw new Error('There is no queue.');
  await queue.counts();
  const empty = await sizeOf(place);
  const stored = await fill(queue);
  const bytes = ((await sizeOf(place)) - empty) / stored;
  const workers = Array.from({ length: count }, () => new Program('worker', place.address, `${CONCURRENCY}`));
  for (const worker of workers) worker.start();
  const handled = async () => {
    const counts = await Promise.all(workers.map((worker) => worker.handled()));
    return counts.reduce((sum, one) => sum + one, 0);
  };
  // Until they are all there, to leave out how long a process takes to start.
  let first = 0;
  while (first < count) first = await handled();
  const begin = performance.now();
  let last = first;
  while (last < stored) {
    await wait(20);
    last = await handled();
  }
  const rate = ((last - first) * 1_000) / (performance.now() - begin);
  for (const worker of workers) await worker.kill();
  await queue.close();
  await place.remove();
  return { rate, bytes };
}

export async function backlog(): Promise<void> {
  const table: Record<string, Record<string, string>> = {};
  for (const kind of ['sqlite', 'redis'] as const) {
    const row: Record<string, string> = {};
    for (const count of WORKERS) {
      const { rate, bytes } = await measure(kind, count);
      row[`handled a second, ${count} ${count === 1 ? 'worker' : 'workers'}`] = rate.toFixed(0);
      row['bytes a waiting delivery'] = bytes.toFixed(0);
    }
    table[kind === 'sqlite' ? 'SQLite (disk)' : 'Redis (memory)'] = row;
  }
  console.table(table);
}
