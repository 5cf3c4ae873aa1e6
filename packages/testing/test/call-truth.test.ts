import { createSimotelHooks } from '@simotel-hooks/core';
import { type Call, trackCalls } from '@simotel-hooks/core/calls';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CALL_SCENARIOS, type SimulatedEvent, simulateCallCentre, truthsOf } from '../src/index.js';
import { follow } from './support/follow.js';
import { type Judgement, judge } from './support/oracle.js';

/** More of everything than a PBX does. */
const ODDITIES = {
  twin: 0.4,
  withoutCdr: 0.3,
  cuidOnly: 0.2,
  noanswer: 0.5,
  reordered: 0.2,
  repeated: 0.05,
  sameTimes: 0.2,
};
const KINDS = CALL_SCENARIOS.filter((scenario) => scenario !== 'mixed');
const BUSY_DAY = { agents: 100, rate: 40, scenarios: KINDS, oddities: ODDITIES };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function judgeAll(events: readonly SimulatedEvent[], options = {}): Promise<Judgement[]> {
  const { calls } = await follow(events, options);
  const truths = truthsOf(events);
  expect([...calls.keys()].filter((id) => !truths.has(id))).toEqual([]);
  return Array.from(truths.values(), (truth) => judge(truth, calls.get(truth.id)));
}

const wrong = (judgements: readonly Judgement[]) => judgements.filter(({ verdict }) => verdict === 'wrong');

describe('what a tracker makes of a call centre is what happened', () => {
  test('in 10,000 calls of all kinds, with every oddity', async () => {
    const events = [...simulateCallCentre({ ...BUSY_DAY, calls: 10_000 })];
    const { calls, ends } = await follow(events);
    const truths = truthsOf(events);
    const judgements = Array.from(truths.values(), (truth) => judge(truth, calls.get(truth.id)));

    if (process.env['PRINT_ACCURACY']) print(judgements);
    expect(wrong(judgements).slice(0, 3)).toEqual([]);
    expect([...calls.keys()].sort()).toEqual([...truths.keys()].sort());
    expect([...ends].filter(([, times]) => times !== 1)).toEqual([]);
    for (const kind of KINDS) {
      expect(judgements.some(({ truth, verdict }) => truth.scenario === kind && verdict === 'right')).toBe(
        true,
      );
    }
  }, 120_000);

  test('with other seeds, fewer agents and no oddities', async () => {
    for (const seed of [2, 3, 4]) {
      const events = [...simulateCallCentre({ seed, calls: 500, agents: 8, rate: 6, oddities: false })];
      const judgements = await judgeAll(events);
      expect(judgements.map(({ verdict, differences }) => [verdict, ...differences])).toEqual(
        judgements.map(() => ['right']),
      );
    }
  });

  test('on a PBX of local time whose zone nobody told', async () => {
    const events = [...simulateCallCentre({ ...BUSY_DAY, calls: 1_000, timeZone: 'Asia/Tehran' })];
    const judgements = await judgeAll(events, { timeZone: 'UTC' });
    expect(wrong(judgements).slice(0, 3)).toEqual([]);
    expect(judgements.some(({ call }) => call?.clockShiftSeconds === 12_600)).toBe(true);
  });
});

test('the order in which events are taken in does not change a call', async () => {
  const all = [...simulateCallCentre({ ...BUSY_DAY, seed: 5, calls: 600 })];
  await fc.assert(
    fc.asyncProperty(fc.nat(60), fc.infiniteStream(fc.nat(1_000_000)), async (at, stream) => {
      const ids = new Set([...truthsOf(all).keys()].slice(at * 9, at * 9 + 9));
      const events = all.filter(({ call }) => call !== null && ids.has(call.id));
      const places = new Map(events.map((event) => [event, stream.next().value ?? 0]));
      const shuffled = events.toSorted((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
      expect(await takeIn(shuffled)).toEqual(await takeIn(events));
    }),
    { numRuns: 60 },
  );
});

/** All at one moment, each with the time of its arrival. */
async function takeIn(events: readonly SimulatedEvent[]): Promise<Call[]> {
  const hooks = createSimotelHooks({ auth: false });
  let now = events.at(-1)?.at.getTime() ?? 0;
  const tracker = trackCalls(hooks, { now: () => now });
  const ended: Call[] = [];
  tracker.on('end', (call) => ended.push(call));
  for (const { event, at } of events) await hooks.receive(event, { receivedAt: at });
  now += 24 * 3_600_000;
  await tracker.close();
  return ended.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function print(judgements: readonly Judgement[]): void {
  const percent = (some: number, all: number) => `${((100 * some) / all).toFixed(1)} %`;
  console.table(
    Object.fromEntries(
      [...KINDS, 'all'].map((kind) => {
        const own = judgements.filter(({ truth }) => kind === 'all' || truth.scenario === kind);
        const count = (verdict: Judgement['verdict']) =>
          own.filter((each) => each.verdict === verdict).length;
        const rates = (['right', 'unknown', 'wrong'] as const).map((each) => [
          each,
          percent(count(each), own.length),
        ]);
        return [kind, { calls: own.length, ...Object.fromEntries(rates) }];
      }),
    ),
  );
}
