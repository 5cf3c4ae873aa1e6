import { expect, test } from 'vitest';
import { expectInOrder, openLog, startProgram } from '../support/programs.js';
import { deliveryOf, eventually, hasDead, isEmpty, lettersOf, ofCall, openQueue } from '../support/queues.js';
import { describeRedis, sharedRedisUrl } from '../support/shared.js';

describeRedis('workers in several processes', () => {
  test('hand on what one was handling when it was killed', async () => {
    const queue = openQueue();
    const log = openLog();
    const paths = ['/a?hang', '/b'];
    for (const path of paths) await queue.add(deliveryOf(path), ofCall('1'));
    const options = { url: sharedRedisUrl(), name: queue.name, lockMs: 1_000, ...log };
    const first = startProgram('worker.mjs', options);
    await eventually(async () => expect(await log.entries()).toHaveLength(1));
    first.child.kill('SIGKILL');
    await first.exit;

    const second = startProgram('worker.mjs', options);
    await isEmpty(queue);
    expect(await log.entries()).toEqual([
      { what: 'begin', path: '/a?hang', attempt: 1 },
      { what: 'begin', path: '/a?hang', attempt: 2 },
      { what: 'done', path: '/a?hang', attempt: 2 },
      { what: 'begin', path: '/b', attempt: 1 },
      { what: 'done', path: '/b', attempt: 1 },
    ]);
    second.child.kill('SIGTERM');
    expect(await second.exit).toEqual({ code: 0, signal: null });
  });

  test('handle thousands from several producers, each once, those of a call in order', async () => {
    const queue = openQueue();
    const log = openLog();
    const calls = Array.from({ length: 200 }, (_, call) =>
      Array.from({ length: 15 }, (_, at) => `/${call}/${at}?${wishOf(call + at)}`),
    );
    const workers = [1, 2, 3].map(() =>
      startProgram('worker.mjs', { url: sharedRedisUrl(), name: queue.name, lockMs: 10_000, ...log }),
    );
    const producers = [0, 1].map((parity) => {
      const own = calls
        .map((paths, call) => [`call ${call}`, paths] as const)
        .filter((_, call) => call % 2 === parity);
      const options = { url: sharedRedisUrl(), name: queue.name, calls: Object.fromEntries(own) };
      return startProgram('producer.mjs', options);
    });
    for (const producer of producers) {
      expect(JSON.parse(await producer.line())).toEqual({ new: 1_500, repeats: 1_500 });
    }
    const paths = calls.flat();
    const dead = paths.filter((path) => path.endsWith('dead'));
    await eventually(async () => {
      const { waiting, active } = await queue.counts();
      expect(waiting + active).toBe(0);
    });

    const entries = await log.entries();
    const finished = entries.filter(({ what }) => what === 'done' || what === 'dead');
    expect(finished.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
    for (const { path, attempt } of finished) expect(attempt).toBe(path.endsWith('fails=2') ? 3 : 1);
    for (const ofOne of calls) expectInOrder(entries, ofOne);
    await hasDead(queue, dead.length);
    expect((await lettersOf(queue)).map(({ delivery }) => delivery.request.path).toSorted()).toEqual(
      dead.toSorted(),
    );

    for (const { child } of workers) child.kill('SIGTERM');
    for (const { exit } of workers) expect(await exit).toEqual({ code: 0, signal: null });
  });
});

const wishOf = (seed: number) => (seed % 17 === 0 ? 'fails=2' : seed % 29 === 0 ? 'dead' : '');
