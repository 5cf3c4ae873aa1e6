import assert from 'node:assert/strict';
import type { CallStore, StoredCall } from '@simotel-hooks/core/calls';
import type { SuiteRunner } from '../suite/adapter.js';

/** A place for calls, empty at the start. */
export interface OpenedCallStore {
  readonly store: CallStore;
  /** Another client of the same place, as another process has one. Left out where there is none. */
  readonly second?: CallStore;
  /** Takes everything down. */
  close?(): Promise<void> | void;
}

/** A store to be tested. */
export interface CallStoreUnderTest {
  /** Names the tests. */
  readonly name: string;
  /** Opens an empty place for calls; called once per test. */
  open(): OpenedCallStore | Promise<OpenedCallStore>;
}

const TEST_TIMEOUT_MS = 30_000;
const NOW = 1_610_778_618_000;

/** Every property has a value that a careless store loses. */
const callOf = (id: string, changes: Partial<StoredCall> = {}): StoredCall => ({
  keys: [`id:${id}`],
  due: NOW + 1_000,
  ended: null,
  source: 'فروشگاه:1',
  callIds: [id, '1613906376.30'],
  originatedCallId: null,
  events: [
    {
      name: 'Survey',
      receivedAt: NOW,
      callId: id,
      data: { point: 5, label: 'رضایت "مشتری"', date: NOW + 0.5 },
    },
    { name: 'IncomingCall', receivedAt: NOW + 1, callId: null, data: { number: '09331112233' } },
  ],
  droppedEvents: 0,
  ...changes,
});

const put = (store: CallStore, ...calls: StoredCall[]) =>
  store.update(
    calls.flatMap(({ keys }) => keys),
    () => ({ calls, result: undefined }),
  );

const idsOf = (calls: readonly StoredCall[]) => calls.map(({ callIds: [id] }) => id);

/**
 * Declares the tests that every {@link CallStore} passes: nothing is lost or mixed up, also where many change the same call at
 * the same time.
 *
 * @example
 * ```ts
 * runCallStoreSuite({ name: 'memory', open: () => ({ store: createMemoryCallStore() }) }, { describe, it });
 * ```
 */
export function runCallStoreSuite(subject: CallStoreUnderTest, runner: SuiteRunner): void {
  const test = (name: string, run: (store: CallStore, second: CallStore) => Promise<void>) =>
    runner.it(
      name,
      async () => {
        const opened = await subject.open();
        try {
          await run(opened.store, opened.second ?? opened.store);
        } finally {
          await opened.close?.();
        }
      },
      TEST_TIMEOUT_MS,
    );

  runner.describe(`${subject.name}: a store of calls`, () => {
    test('is empty at first', async (store) => {
      assert.equal(await store.find('id:1'), undefined);
      assert.equal(await store.oldest(), undefined);
      assert.deepEqual([await store.size(), await store.open(), await store.due(NOW * 2, 10)], [0, [], []]);
      const found = await store.update(['id:1'], (calls) => ({ calls: [], result: calls.length }));
      assert.equal(found, 0);
    });

    test('gives back what was put in, under each of its keys, to every client', async (store, second) => {
      const call = callOf('1', {
        keys: ['id:1', 'originate:1', 'caller:‏09'],
        ended: 'timeout',
        droppedEvents: 3,
      });
      await put(store, call);
      for (const key of call.keys) assert.deepEqual(await second.find(key), call);
      const found = await second.update(call.keys, (calls) => ({ calls, result: calls }));
      assert.deepEqual(found, [call]);
      assert.equal(await second.size(), 1);
    });

    test('finds each call once, in the order of the keys', async (store) => {
      await put(store, callOf('1', { keys: ['id:1', 'caller:1'] }), callOf('2'));
      const keys = ['id:2', 'nobody', 'caller:1', 'id:1'];
      const ids = await store.update(keys, (calls) => ({ calls, result: idsOf(calls) }));
      assert.deepEqual(ids, ['2', '1']);
    });

    test('replaces what it found: several become one', async (store) => {
      await put(store, callOf('1'), callOf('2'), callOf('3'));
      const one = callOf('1', { keys: ['id:1', 'id:2'], due: NOW });
      await store.update(['id:1', 'id:2'], () => ({ calls: [one], result: null }));
      assert.deepEqual(await store.find('id:2'), one);
      assert.deepEqual(await store.find('id:1'), one);
      assert.equal(await store.size(), 2);
      assert.deepEqual(idsOf(await store.due(NOW, 10)), ['1']);
    });

    test('forgets what is not handed back, and its keys', async (store) => {
      await put(store, callOf('1', { keys: ['id:1', 'caller:1'] }));
      await store.update(['caller:1'], () => ({ calls: [], result: null }));
      assert.deepEqual([await store.find('id:1'), await store.find('caller:1')], [undefined, undefined]);
      assert.deepEqual([await store.size(), await store.due(NOW * 2, 10), await store.open()], [0, [], []]);
    });

    test('moves a key from one call to another', async (store) => {
      await put(store, callOf('1', { keys: ['id:1', 'caller:1'] }));
      const [old, next] = [callOf('1'), callOf('2', { keys: ['id:2', 'caller:1'] })];
      await store.update(['id:2', 'caller:1'], () => ({ calls: [old, next], result: null }));
      assert.deepEqual(await store.find('caller:1'), next);
      const back = [callOf('1', { keys: ['id:1', 'caller:1'] }), callOf('2')];
      await store.update(['id:2', 'id:1'], (calls) => ({ calls: [...back].reverse(), result: idsOf(calls) }));
      assert.deepEqual(idsOf([(await store.find('caller:1')) ?? old]), ['1']);
      assert.equal(await store.size(), 2);
    });

    test('keeps calls apart that are handed back in another order', async (store) => {
      const calls = [
        callOf('1'),
        callOf('2', { droppedEvents: 7, ended: 'over' }),
        callOf('3', { events: [] }),
      ];
      await put(store, ...calls);
      await store.update(['id:1', 'id:2', 'id:3'], ([one, two, three]) => ({
        calls: [three, one, two].filter((call) => call !== undefined),
        result: null,
      }));
      for (const call of calls) assert.deepEqual(await store.find(call.keys[0] ?? ''), call);
      assert.deepEqual([await store.size(), idsOf(await store.open()).sort()], [3, ['1', '3']]);
    });

    test('stays as it was when the change throws', async (store) => {
      const call = callOf('1');
      await put(store, call);
      const failing = async () =>
        store.update(call.keys, () => {
          throw new Error('no');
        });
      await assert.rejects(failing, /no/);
      assert.deepEqual([await store.find('id:1'), await store.size()], [call, 1]);
      await put(store, callOf('1', { droppedEvents: 7 }));
      assert.equal((await store.find('id:1'))?.droppedEvents, 7);
    });

    test('does not change what it gave before', async (store) => {
      await put(store, callOf('1'));
      const before = await store.find('id:1');
      await put(store, callOf('1', { droppedEvents: 7, ended: 'over' }));
      assert.deepEqual(before, callOf('1'));
    });

    test('loses no change of many at a time', async (store, second) => {
      await put(store, callOf('1', { events: [] }));
      const add = async (client: CallStore, at: number) =>
        client.update(['id:1'], ([call = callOf('1')]) => {
          const event = { name: 'IncomingCall', receivedAt: at, callId: '1', data: { number: '1' } } as const;
          return { calls: [{ ...call, events: [...call.events, event] }], result: null };
        });
      await Promise.all(Array.from({ length: 40 }, (_, at) => add(at % 2 ? store : second, at)));
      const times = (await store.find('id:1'))?.events.map(({ receivedAt }) => receivedAt) ?? [];
      assert.deepEqual(
        times.toSorted((one, other) => one - other),
        Array.from({ length: 40 }, (_, at) => at),
      );
    });

    test('makes one call where many begin it at a time', async (store, second) => {
      const begin = async (client: CallStore) =>
        client.update(['id:1', 'caller:1'], (calls) => {
          const call = calls[0] ?? callOf('1', { keys: ['id:1', 'caller:1'] });
          return { calls: [call], result: calls.length === 0 };
        });
      const begun = await Promise.all(Array.from({ length: 20 }, (_, at) => begin(at % 2 ? store : second)));
      assert.equal(begun.filter(Boolean).length, 1);
      assert.equal(await store.size(), 1);
    });

    test('tells which calls are due', async (store, second) => {
      const dueAt = (id: string, due: number) => callOf(id, { due });
      await put(
        store,
        dueAt('1', NOW - 5_000),
        dueAt('2', NOW),
        dueAt('3', NOW + 1),
        dueAt('4', NOW + 9_000_000),
      );
      assert.deepEqual(idsOf(await second.due(NOW, 10)).sort(), ['1', '2']);
      assert.equal((await store.due(NOW, 1)).length, 1);
      await put(store, dueAt('1', NOW + 60_000));
      await put(store, dueAt('4', NOW - 1));
      assert.deepEqual(idsOf(await second.due(NOW, 10)).sort(), ['2', '4']);
      assert.deepEqual(idsOf(await store.due(NOW + 60_000, 10)).sort(), ['1', '2', '3', '4']);
    });

    test('lists open calls, those stored first come first, whatever changes in them', async (store, second) => {
      for (const id of ['1', '2', '3', '4']) await put(store, callOf(id));
      await put(store, callOf('1', { due: NOW }), callOf('3', { ended: 'over' }));
      await put(store, callOf('2', { keys: ['id:2', 'caller:2'] }));
      assert.deepEqual(idsOf(await second.open()), ['1', '2', '4']);
      assert.equal(await second.size(), 4);
    });

    test('lets go of calls that ended before it lets go of open ones', async (store) => {
      for (const id of ['1', '2', '3']) await put(store, callOf(id));
      assert.deepEqual((await store.oldest())?.callIds[0], '1');
      await put(store, callOf('3', { ended: 'over' }));
      await put(store, callOf('2', { ended: 'timeout' }));
      assert.deepEqual((await store.oldest())?.callIds[0], '3');
      await put(store, callOf('3'));
      assert.deepEqual((await store.oldest())?.callIds[0], '2');
    });
  });
}
