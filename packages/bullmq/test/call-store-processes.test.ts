import type { StoredCall } from '@simotel-hooks/core/calls';
import { expect, test } from 'vitest';
import { createRedisCallStore } from '../src/call-store/call-store.js';
import { startProgram } from './support/programs.js';
import { describeRedis, freshName, sharedRedisUrl } from './support/shared.js';

const callOf = (id: string): StoredCall => ({
  keys: [`id:${id}`],
  due: 0,
  ended: null,
  source: null,
  callIds: [id],
  originatedCallId: null,
  events: [],
  droppedEvents: 0,
});

describeRedis('processes that share calls', () => {
  test('lose no change of each other, nor of one that is killed, which holds up nobody', async () => {
    const options = { connection: sharedRedisUrl(), prefix: `{${freshName()}}` };
    const store = createRedisCallStore(options);
    const calls = [callOf('0'), callOf('1')];
    await store.update(['id:0', 'id:1'], () => ({ calls, result: null }));
    const run = (times: number, dies = false) =>
      startProgram('call-store.mjs', { ...options, times, dies }).exit;
    expect(await Promise.all([run(100), run(100), run(60, true)])).toEqual([
      { code: 0, signal: null },
      { code: 0, signal: null },
      { code: null, signal: 'SIGKILL' },
    ]);
    const counts = (await store.open()).map(({ droppedEvents }) => droppedEvents);
    expect(counts).toEqual([130, 130]);
    expect(await store.update(['id:0', 'id:1'], () => ({ calls: [], result: 'free' }))).toBe('free');
    await store.close();
  });
});
