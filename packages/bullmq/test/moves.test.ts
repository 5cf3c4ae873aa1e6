import { expect, onTestFinished, test } from 'vitest';
import { endConnection, openImpatient } from '../src/connection.js';
import type { BullMQQueue } from '../src/index.js';
import { openJobs } from '../src/job.js';
import { digest, queueKeys } from '../src/keys.js';
import { Moves } from '../src/moves.js';
import { resolveOptions } from '../src/options.js';
import { ALONE, deliveryOf, isEmpty, ofCall, openQueue, workOn } from './support/queues.js';
import { describeRedis, sharedRedisUrl } from './support/shared.js';

/** What a worker has to make jobs of what comes in, on a connection of its own. */
async function openMoves({ name, prefix }: BullMQQueue) {
  const options = resolveOptions({ connection: sharedRedisUrl(), name, prefix });
  const connection = openImpatient(options.connection, 5_000);
  const jobs = openJobs(connection, options);
  onTestFinished(async () => {
    await jobs.close();
    await endConnection(connection.redis);
  });
  await jobs.waitUntilReady();
  const moves = new Moves(connection, jobs, queueKeys(prefix, name), options.lockMs);
  return { moves, jobs, client: connection.client };
}

async function fill(queue: BullMQQueue, count: number): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, at) => `/${at}`);
  await Promise.all(paths.map((path, at) => queue.add(deliveryOf(path), ofCall(`${at % 7}`))));
  return paths;
}

describeRedis('moves', () => {
  test('of two at a time one is made, the other changes nothing', async () => {
    const queue = openQueue();
    await fill(queue, 90);
    const [one, other] = await Promise.all([openMoves(queue), openMoves(queue)]);
    const looks = await Promise.all([one.moves.look(''), other.moves.look('')]);
    expect(looks.map(({ items }) => items.length)).toEqual([90, 90]);
    const [first, second] = looks;
    const made = await Promise.all([one.moves.move(first), other.moves.move(second)]);
    expect(made.filter((counter) => counter !== undefined)).toEqual(['1']);
    expect(await one.jobs.getJobCountByTypes('wait', 'delayed')).toBe(90);
    expect((await queue.counts()).waiting).toBe(90);
  });

  test('that come too late change nothing, also when all they saw is done', async () => {
    const queue = openQueue();
    await fill(queue, 90);
    const { moves } = await openMoves(queue);
    const look = await moves.look('');
    const log = workOn(queue);
    await isEmpty(queue);
    expect(await moves.move(look)).toBeUndefined();
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
    expect(log).toHaveLength(90);
  });

  test('end where enough jobs wait for the workers', async () => {
    const queue = openQueue();
    const added = Array.from({ length: 1_300 }, (_, at) => queue.add(deliveryOf(`/${at}`), ALONE));
    await Promise.all(added);
    const { moves, jobs } = await openMoves(queue);
    let look = await moves.look('');
    while (look.items.length > 0) look = await moves.look((await moves.move(look)) ?? '');
    expect(look.length).toBe(200);
    expect(await jobs.getWaitingCount()).toBe(1_100);
  });

  test('do not put aside what comes after one that is gone', async () => {
    // It would wake by itself after half of that.
    const queue = openQueue({ lockMs: 120_000 });
    const { client } = await openMoves(queue);
    const { lane } = queueKeys(queue.prefix, queue.name);
    await client.runCommand('zadd', [lane + digest('1'), 0, 'gone']);
    await queue.add(deliveryOf('/a'), ofCall('1'));
    const log = workOn(queue);
    await isEmpty(queue);
    expect(log).toEqual([['/a', 1]]);
  });

  test('show what is new to one that knows what was taken out, and to no other', async () => {
    const queue = openQueue();
    await fill(queue, 150);
    const { moves } = await openMoves(queue);
    const look = await moves.look('');
    expect([look.length, look.items.length]).toEqual([150, 100]);
    const counter = await moves.move(look);
    expect(await moves.look('')).toEqual({ moved: counter, length: 50, items: [] });
    expect((await moves.look(counter ?? '')).items).toHaveLength(50);
  });
});
