import { expect, test, vi } from 'vitest';
import { type CallStore, createMemoryCallStore } from '../../src/calls/index.js';
import { at, cdr, ID, INCOMING, Line, useClock } from './support.js';

useClock();

/** As a store elsewhere answers: later. */
function remote(store: CallStore = createMemoryCallStore()): CallStore {
  return {
    update: async (keys, change) => store.update(keys, change),
    find: async (key) => store.find(key),
    due: async (now, limit) => store.due(now, limit),
    open: async () => store.open(),
    oldest: async () => store.oldest(),
    size: async () => store.size(),
  };
}

test('several processes share their calls, and each end is reported once', async () => {
  const place = createMemoryCallStore();
  const [one, other] = [new Line({ store: remote(place) }), new Line({ store: remote(place) })];
  await one.send(0, 'IncomingCall', INCOMING);
  await other.state(1, '993', 'Ringing');
  await one.state(11, '993', 'InUse');
  await other.state(20, '993', 'Idle');
  await one.send(20, 'Cdr', cdr(11, 20));
  await one.until(30);
  expect(one.updates.at(-1)?.events).toHaveLength(5);
  expect([...one.ends, ...other.ends]).toMatchObject([
    { id: ID, outcome: 'answered', answeredBy: '993', legs: [{ rangAt: at(1), answeredAt: at(11) }] },
  ]);
  expect(await other.tracker.get(ID)).toMatchObject({ status: 'ended' });
  expect(await other.tracker.active()).toEqual([]);
});

test('a store elsewhere holds no more than maxCalls either', async () => {
  const line = new Line({ store: remote(), maxCalls: 2, logger: {} });
  for (const number of [1, 2, 3, 4]) {
    await line.send(number, 'IncomingCall', { number: `0912${number}`, unique_id: `16107786${number}0.1` });
  }
  expect(line.ends).toMatchObject([{ evidence: 'evicted' }, { evidence: 'evicted' }]);
  expect(await line.tracker.active()).toHaveLength(2);
});

test('a handler that fails while room is made fails its delivery, and nothing else', async () => {
  const line = new Line({ store: remote(), maxCalls: 1, logger: {} });
  line.tracker.on('update', () => Promise.reject(new Error('no database')));
  for (const number of [1, 2]) {
    const fields = { number: `0912${number}`, unique_id: `16107786${number}0.1` };
    expect(await line.send(number, 'IncomingCall', fields)).toBe(500);
  }
  expect(line.ends).toMatchObject([{ evidence: 'evicted' }]);
});

test('a store that fails makes deliveries fail, and is asked again', async () => {
  const error = vi.fn();
  let isDown = true;
  const store = remote();
  const failing: CallStore = {
    ...store,
    update: async (keys, change) => {
      if (isDown) throw new Error('down');
      return store.update(keys, change);
    },
    due: async (now, limit) => {
      if (isDown) throw new Error('down');
      return store.due(now, limit);
    },
  };
  const line = new Line({ store: failing, logger: { error } });
  expect(await line.send(20, 'Cdr', cdr(11, 20))).toBe(500);
  await line.until(22);
  expect(error).toHaveBeenCalledWith({ err: new Error('down') }, expect.stringContaining('store'));
  isDown = false;
  expect(await line.send(22, 'Cdr', cdr(11, 20))).toBe(200);
  expect(await line.end()).toMatchObject({ outcome: 'answered' });
});
