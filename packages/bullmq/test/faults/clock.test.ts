import { expect, test } from 'vitest';
import { expectInOrder, openLog, startProgram } from '../support/programs.js';
import { deliveryOf, eventually, isEmpty, ofCall, openQueue } from '../support/queues.js';
import { describeRedis, sharedRedisUrl } from '../support/shared.js';

const HOUR_MS = 3_600_000;

describeRedis('a clock that jumps', () => {
  test.each([
    ['forwards', HOUR_MS],
    ['backwards', -HOUR_MS],
  ])('%s neither loses nor disorders what comes before and after', async (_, shiftMs) => {
    const queue = openQueue();
    const log = openLog();
    const options = { url: sharedRedisUrl(), name: queue.name, lockMs: 5_000, shiftMs, ...log };
    const worker = startProgram('clock-worker.mjs', options);
    await worker.line();
    const paths = (from: number) =>
      Array.from({ length: 40 }, (_, at) => `/${from + at}?${at % 5 === 0 ? 'fails=2' : ''}`);
    const [before, after] = [paths(0), paths(40)];
    const addAll = async (some: readonly string[]) => {
      for (const [at, path] of some.entries()) await queue.add(deliveryOf(path), ofCall(`call ${at % 4}`));
    };
    await addAll(before);
    // What waits for its next try while the clock is set back waits until the clock is there again.
    if (shiftMs < 0) await isEmpty(queue);
    worker.child.kill('SIGUSR2');
    await addAll(after);
    await isEmpty(queue);

    const entries = await log.entries();
    const done = entries.filter(({ what }) => what === 'done').map(({ path }) => path);
    expect(done.toSorted()).toEqual([...before, ...after].toSorted());
    for (const call of [0, 1, 2, 3]) {
      expectInOrder(
        entries,
        [...before, ...after].filter((_, at) => at % 4 === call),
      );
    }
  });

  test('of one worker is no trouble where another has the time', async () => {
    const queue = openQueue();
    const log = openLog();
    const options = { url: sharedRedisUrl(), name: queue.name, lockMs: 5_000, ...log };
    const wrong = startProgram('clock-worker.mjs', { ...options, shiftMs: -HOUR_MS });
    await wrong.line();
    await queue.add(deliveryOf('/a?fails=3'), ofCall('1'));
    await queue.add(deliveryOf('/b'), ofCall('1'));
    await eventually(async () => expect(await log.entries()).not.toEqual([]));
    wrong.child.kill('SIGUSR2');
    const right = startProgram('worker.mjs', options);
    await right.line();
    await isEmpty(queue);
    const done = (await log.entries()).filter(({ what }) => what === 'done').map(({ path }) => path);
    expect(done).toEqual(['/a?fails=3', '/b']);
  });
});
