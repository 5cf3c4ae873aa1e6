import { createSimotelHooks } from '@simotel-hooks/core';
import { type Call, type CallTracker, type TrackCallsOptions, trackCalls } from '@simotel-hooks/core/calls';
import { type SimulatedEvent, simulateCallCentre, truthsOf } from '@simotel-hooks/testing';

import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { createRedisCallStore, type RedisCallStore } from '../src/call-store/call-store.js';

import { startRedis } from './support/redis.js';
import { describeRedis, describeRedisServer, freshName, sharedRedisUrl } from './support/shared.js';

const HOUR = 3_600_000;
/** What comes in one second is taken in at the same time. */
const STEP_MS = 1_000;

/** A clock for several trackers, which stands still until it is set. */
class Clock {
  time = 0;
  readonly now = () => this.time;
}

/** A process: hooks, a tracker, and how often it reported the end of each call. */
class Receiver {
  readonly ends = new Map<string, number>();
  readonly hooks = createSimotelHooks({ auth: false, logger: {} });
  readonly tracker: CallTracker;

  constructor(options: TrackCallsOptions) {
    this.tracker = trackCalls(this.hooks, { logger: {}, maxCalls: 100_000, ...options });
    this.tracker.on('end', ({ id }) => this.ends.set(id, (this.ends.get(id) ?? 0) + 1));
  }

  take({ event, at }: SimulatedEvent): Promise<void> {
    return this.hooks.receive(event, { receivedAt: at });
  }

  /** What became of all calls. */
  async calls(): Promise<Map<string, Call>> {
    const calls = new Map<string, Call>();
    for (const id of truthsOf(EVENTS).keys()) {
      const call = await this.tracker.get(id);
      if (call) calls.set(call.id, call);
    }
    return calls;
  }
}

/** Events that come in the same second, second by second. */
function bySecond(events: readonly SimulatedEvent[]): Map<number, SimulatedEvent[]> {
  const seconds = new Map<number, SimulatedEvent[]>();
  for (const event of events) {
    const end = Math.ceil(event.at.getTime() / STEP_MS) * STEP_MS;
    seconds.set(end, [...(seconds.get(end) ?? []), event]);
  }
  return seconds;
}

const EVENTS = [
  ...simulateCallCentre({
    seed: 11,
    calls: 150,
    agents: 40,
    rate: 30,
    oddities: { repeated: 0.05, reordered: 0.1 },
  }),
];
/** Nothing that ended is forgotten, so that all can be looked at in the end. */
const OPTIONS = { keepEndedMs: Infinity };

/** What one tracker with a store of its own makes of them. */
async function alone(): Promise<{ calls: Map<string, Call>; ends: ReadonlyMap<string, number> }> {
  const clock = new Clock();
  const one = new Receiver({ ...OPTIONS, now: clock.now });
  for (const [end, events] of bySecond(EVENTS)) {
    clock.time = end;
    for (const event of events) await one.take(event);
  }
  clock.time += 24 * HOUR;
  await one.tracker.close();
  return { calls: await one.calls(), ends: one.ends };
}

/** Which of two processes each event comes to. */
function* lots(): Generator<0 | 1, never> {
  let state = 1;
  for (;;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state % 2 === 0 ? 0 : 1;
  }
}

/** Two processes that share a store. */
class Pair {
  readonly clock = new Clock();
  readonly store: RedisCallStore;
  readonly receivers: readonly Receiver[];
  private readonly stores: readonly RedisCallStore[];
  private readonly lots = lots();

  constructor(connection: string, prefix: string, options: TrackCallsOptions = OPTIONS) {
    const [one, other] = [0, 1].map(() => createRedisCallStore({ connection, prefix, timeoutMs: 500 }));
    if (!one || !other) throw new Error('There are two.');
    this.store = one;
    this.stores = [one, other];
    this.receivers = this.stores.map((store) => new Receiver({ ...options, store, now: this.clock.now }));
  }

  /** Each comes to either of them, by chance; all at the same time. */
  async take(second: number, events: readonly SimulatedEvent[]): Promise<PromiseSettledResult<void>[]> {
    this.clock.time = second;
    return Promise.allSettled(events.map((event) => this.receivers[this.lots.next().value]?.take(event)));
  }

  async takeAll(): Promise<void> {
    for (const [second, events] of bySecond(EVENTS)) {
      const results = await this.take(second, events);
      expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    }
  }

  /** Nobody has news of a call any more. */
  async end(): Promise<void> {
    this.clock.time += 24 * HOUR;
    for (const { tracker } of this.receivers) await tracker.close();
  }

  async close(): Promise<void> {
    for (const store of this.stores) await store.close();
  }
}

describeRedis('two trackers that share a store in Redis', () => {
  test('make of the events what one makes of them, and report each end once', async () => {
    const pair = new Pair(sharedRedisUrl(), `{${freshName()}}`);
    await pair.takeAll();
    await pair.end();

    const expected = await alone();
    expect([...expected.calls.keys()].sort()).toEqual([...truthsOf(EVENTS).keys()].sort());
    const ends = new Map<string, number>();
    for (const receiver of pair.receivers) {
      expect(await receiver.calls()).toEqual(expected.calls);
      expect(receiver.ends.size).toBeGreaterThan(20);
      for (const [id, times] of receiver.ends) ends.set(id, (ends.get(id) ?? 0) + times);
    }
    expect(ends).toEqual(expected.ends);
    await pair.close();
  });

  test('leave nothing in Redis when all calls are forgotten', async () => {
    const name = freshName();
    const pair = new Pair(sharedRedisUrl(), `{${name}}`, { keepEndedMs: HOUR });
    await pair.takeAll();
    expect(await pair.store.size()).toBeGreaterThan(100);
    const redis = new Redis(sharedRedisUrl());
    const keysLeft = async () => {
      pair.clock.time += 24 * HOUR;
      return redis.keys(`*${name}*`);
    };
    await expect.poll(keysLeft, { timeout: 20_000 }).toEqual([]);
    redis.disconnect();
    await pair.end();
    await pair.close();
  });
});

describeRedisServer('two trackers that share a store in a Redis that is killed again and again', () => {
  test('make of the events what one makes of them, where failed deliveries come again', async () => {
    const redis = await startRedis({ config: { appendonly: 'yes', appendfsync: 'always' } });
    const pair = new Pair(redis.url, '{simotel}');
    let failures = 0;
    let number = 0;
    for (const [second, events] of bySecond(EVENTS)) {
      const killed = ++number % 100 === 50 ? redis.kill('SIGKILL') : undefined;
      let waiting: readonly SimulatedEvent[] = events;
      while (waiting.length > 0) {
        const results = await pair.take(second, waiting);
        waiting = waiting.filter((_, at) => results[at]?.status === 'rejected');
        failures += waiting.length;
        if (waiting.length > 0) await redis.restart();
      }
      await killed;
    }
    await pair.end();
    expect(failures).toBeGreaterThan(0);
    const { calls } = await alone();
    for (const receiver of pair.receivers) expect(await receiver.calls()).toEqual(calls);
    await pair.close();
    await redis.stop();
  });
});
