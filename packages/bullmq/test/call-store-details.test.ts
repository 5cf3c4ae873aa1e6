import type { StoredCall } from '@simotel-hooks/core/calls';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRedisCallStore, type RedisCallStore } from '../src/call-store/call-store.js';
import { describeRedis, freshName, sharedRedisUrl } from './support/shared.js';

const callOf = (id: string, changes: Partial<StoredCall> = {}): StoredCall => ({
  keys: [`id:${id}`],
  due: 1_000,
  ended: null,
  source: null,
  callIds: [id],
  originatedCallId: null,
  events: [],
  droppedEvents: 0,
  ...changes,
});

describeRedis('a store of calls in Redis', () => {
  let redis: Redis;
  let prefix: string;
  let store: RedisCallStore;

  beforeEach(() => {
    prefix = `{${freshName()}}`;
    redis = new Redis(sharedRedisUrl());
    store = createRedisCallStore({ connection: sharedRedisUrl(), prefix });
  });
  afterEach(async () => {
    await store.close();
    redis.disconnect();
  });

  const put = (...calls: StoredCall[]) =>
    store.update(
      calls.flatMap(({ keys }) => keys),
      () => ({ calls, result: null }),
    );
  const ids = (calls: readonly StoredCall[]) => calls.map(({ callIds: [id] }) => id);
  const names = () => redis.keys(`${prefix.replace(/[{}]/g, '\\$&')}*`);

  test('leaves nothing behind when all calls are forgotten', async () => {
    await put(callOf('1', { keys: ['id:1', 'caller:1'] }), callOf('2', { ended: 'over' }), callOf('3'));
    await put(callOf('1', { keys: ['id:1', 'caller:2'] }));
    await store.update(['id:1', 'id:3'], () => ({
      calls: [callOf('1', { keys: ['id:1', 'id:3'] })],
      result: null,
    }));
    expect((await names()).sort()).toEqual(
      ['data', 'due', 'ended', 'keys', 'open'].map((name) => `${prefix}:calls:${name}`),
    );
    expect((await redis.hkeys(`${prefix}:calls:keys`)).sort()).toEqual(['id:1', 'id:2', 'id:3']);
    await store.update(['id:1', 'id:2'], () => ({ calls: [], result: null }));
    expect(await names()).toEqual([]);
  });

  test('has the keys of its default prefix on one node of a cluster', async () => {
    const other = createRedisCallStore({ connection: { ...redis.options, keyPrefix: `${prefix}:` } });
    await other.update(['id:1'], () => ({ calls: [callOf('1')], result: null }));
    await other.close();
    const all = await names();
    expect(all).toContain(`${prefix}:{simotel}:calls:data`);
    await redis.del(all);
  });

  test('keeps the place of a call that gets other keys, and of the first of several that become one', async () => {
    for (const id of ['1', '2', '3', '4', '5'])
      await put(callOf(id, { keys: [`no-id:${id}`, `caller:${id}`] }));
    await store.update(['caller:1'], () => ({
      calls: [callOf('1', { keys: ['id:1', 'caller:1'] })],
      result: null,
    }));
    await store.update(['caller:4', 'caller:2', 'caller:5'], () => ({
      calls: [callOf('new'), callOf('2', { keys: ['id:4', 'caller:4', 'caller:2', 'caller:5'] })],
      result: null,
    }));
    expect(ids(await store.open())).toEqual(['1', '2', '3', 'new']);
  });

  test('writes nothing where nothing changes', async () => {
    await put(callOf('1'));
    const before = await redis.hgetall(`${prefix}:calls:data`);
    expect(await store.update(['id:1'], (calls) => ({ calls, result: 'same' }))).toBe('same');
    expect(await redis.hgetall(`${prefix}:calls:data`)).toEqual(before);
  });

  const changed = callOf('1', { droppedEvents: 1 });
  const isNumber2 = ({ callIds: [id] }: StoredCall) => id === '2';
  const add = (call: StoredCall) => (found: readonly StoredCall[]) => [...found, call];
  test.each([
    ['was changed', () => [changed], [[callOf('1')], [changed]]],
    ['is gone', () => [], [[callOf('1')], []]],
    ['has joined them', add(callOf('2')), [[callOf('1')], [callOf('1'), callOf('2')]]],
    ['took a key of the result', add(callOf('3')), [[callOf('1')], [callOf('1')]]],
  ])('calls change again where a call %s meanwhile', async (_, elsewhere, expected) => {
    await put(callOf('1'));
    const seen: (readonly StoredCall[])[] = [];
    // Over one connection, so both have read before the first one writes.
    await Promise.all([
      store.update(['id:1', 'id:2'], (found) => ({ calls: elsewhere(found), result: null })),
      store.update(['id:1', 'id:2'], (calls) => {
        seen.push(calls);
        // Meant for the call that nobody has yet, and given up where somebody does.
        const keys = seen.length === 1 ? ['id:1', 'id:3'] : ['id:1'];
        return { calls: [callOf('1', { keys, droppedEvents: 9 }), ...calls.filter(isNumber2)], result: null };
      }),
    ]);
    expect(seen).toEqual(expected);
    expect((await store.find('id:1'))?.droppedEvents).toBe(9);
  });

  test('refuses to give two calls one key', async () => {
    await put(callOf('1', { keys: ['id:1', 'caller:1'] }));
    const greedy = callOf('2', { keys: ['id:2', 'caller:1'] });
    const taken = store.update(['id:2'], () => ({ calls: [greedy], result: null }));
    await expect(taken).rejects.toThrow('Another call has the key caller:1 already.');
    expect([await store.size(), await store.find('id:2')]).toEqual([1, undefined]);
    const twins = [callOf('3'), callOf('4', { keys: ['id:3'] })];
    await expect(put(...twins)).rejects.toThrow('Another call has the key id:3 already.');
  });

  test('keeps a call that is never due', async () => {
    const call = callOf('1', { due: Infinity });
    await put(call);
    expect(await store.find('id:1')).toEqual(call);
    expect(await store.due(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  test.each([
    ['text that is not JSON', '{"v":1', /it is damaged/],
    ['JSON that is not a call', '{"v":1,"call":{"keys":["id:1"],"due":null}}', /it is damaged/],
    [
      'another version',
      JSON.stringify({ v: 2, call: callOf('1') }),
      /a newer version of this package wrote it/,
    ],
  ])('tells where a value is that it cannot read: %s', async (_, value, reason) => {
    await put(callOf('1'), callOf('2'));
    const [id = ''] = (await redis.zrange(`${prefix}:calls:open`, 0, 0)) ?? [];
    await redis.hset(`${prefix}:calls:data`, id, value);
    for (const read of [store.find('id:1'), store.due(2_000, 10), store.open(), put(callOf('1'))]) {
      await expect(read).rejects.toThrow(reason);
      await expect(read).rejects.toThrow(`${prefix}:calls:data, field ${id}`);
    }
    expect(await store.find('id:2')).toEqual(callOf('2'));

    // As the message says.
    await redis.hdel(`${prefix}:calls:data`, id);
    expect(await store.find('id:1')).toBeUndefined();
    expect([ids(await store.due(2_000, 10)), ids(await store.open()), await store.size()]).toEqual([
      ['2'],
      ['2'],
      1,
    ]);
    await put(callOf('1'));
    expect(await store.find('id:1')).toEqual(callOf('1'));
    await store.update(['id:1', 'id:2'], () => ({ calls: [], result: null }));
    expect(await names()).toEqual([]);
  });

  test.each([
    [{ connection: 6379 }, /connection is missing/],
    [{}, /connection is missing/],
    [{ connection: 'http://127.0.0.1' }, /redis:/],
    [{ connection: 'redis://127.0.0.1', timeoutMs: 0 }, /timeoutMs/],
    [{ connection: 'redis://127.0.0.1', prefix: '' }, /prefix/],
  ])('refuses %j', (options, message) => {
    // @ts-expect-error: what plain JavaScript may hand in.
    expect(() => createRedisCallStore(options)).toThrow(message);
  });
});
