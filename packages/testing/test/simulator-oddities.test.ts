import { describe, expect, it } from 'vitest';
import { type Oddities, type SimulationOptions, simulateCallCentre, truthsOf } from '../src/index.js';
import { named, namesOf, type Observed, observe } from './simulator-support.js';

const NONE: Required<Oddities> = {
  twin: 0,
  withoutCdr: 0,
  cuidOnly: 0,
  noanswer: 0,
  reordered: 0,
  repeated: 0,
  sameTimes: 0,
};
const run: SimulationOptions = { calls: 400, rate: 2 };
const plain = observe({ ...run, oddities: false });
const only = (oddities: Oddities) => observe({ ...run, oddities: { ...NONE, ...oddities } });
const struck = (calls: Observed[], oddity: keyof Oddities) =>
  calls.filter(({ truth }) => truth.oddities.includes(oddity));
const hasRecord = (call: Observed, disposition: string) =>
  named('Cdr', call).some(({ data }) => data.disposition === disposition);

/** When each event arrives. An extension that rings twice brings equal ones: they are counted. */
function arrivals({ events }: Observed): Map<string, number> {
  const times = new Map<string, number>();
  for (const { at, event } of events) {
    const text = JSON.stringify(event);
    const count = [...times.keys()].filter((key) => key.startsWith(text)).length;
    times.set(`${text} ${count}`, at.getTime());
  }
  return times;
}

describe('oddities', () => {
  it('can be off, all or each', () => {
    expect([...simulateCallCentre({ ...run, oddities: NONE })]).toStrictEqual([
      ...simulateCallCentre({ ...run, oddities: false }),
    ]);
    for (const call of plain) {
      expect(call.truth.oddities).toEqual([]);
      expect(call.events.every(({ wire }) => Object.keys(wire).join() === 'timeZone')).toBe(true);
      for (const { at, event } of call.events) {
        const near = call.events.filter((other) => Math.abs(other.at.getTime() - at.getTime()) <= 1500);
        expect(near.filter((other) => JSON.stringify(other.event) === JSON.stringify(event))).toHaveLength(1);
      }
      expect(named('IncomingCall', call).every(({ callId }) => callId !== null)).toBe(true);
    }
  });

  it('happen by default, all of them', () => {
    const calls = [...truthsOf(simulateCallCentre({ calls: 1000 })).values()];
    const seen = new Set(calls.flatMap(({ oddities }) => oddities));

    expect([...seen].sort()).toEqual(Object.keys(NONE).sort());
  });

  it('do not change which calls there are', () => {
    const calls = only({
      twin: 1,
      withoutCdr: 1,
      cuidOnly: 1,
      noanswer: 1,
      reordered: 1,
      repeated: 1,
      sameTimes: 1,
    });
    const gists = (observed: Observed[]) =>
      new Map(observed.map(({ truth: { oddities, hasCdr, hasCdrQueue, ...gist } }) => [gist.id, gist]));

    expect(calls).toHaveLength(400);
    expect(gists(calls)).toStrictEqual(gists(plain));
  });

  it('strike as often as their rate says', () => {
    const share = (rate: number) => struck(only({ cuidOnly: rate }), 'cuidOnly').length / 400;

    expect(share(0)).toBe(0);
    expect(share(1)).toBe(1);
    expect(share(0.5)).toBeGreaterThan(0.4);
    expect(share(0.5)).toBeLessThan(0.6);
  });
});

describe('each oddity', () => {
  it('twin: a second IncomingCall without an id, before or after its brother', () => {
    const calls = struck(only({ twin: 1 }), 'twin');
    const firstHasId = calls.map((call) => {
      const pair = call.events.filter(({ event }) => event.name === 'IncomingCall');
      const [first, second] = pair;
      expect(pair).toHaveLength(2);
      expect(pair.filter(({ event }) => event.callId === null)).toHaveLength(1);
      expect(first?.event.data).toStrictEqual(second?.event.data);
      const gap = (second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0);
      expect(gap).toBeGreaterThanOrEqual(50);
      expect(gap).toBeLessThanOrEqual(2000);
      // All that follows comes after the brother with the id.
      const withId = pair.find(({ event }) => event.callId !== null);
      const [early] = call.events.filter(({ event }) => event.name !== 'IncomingCall');
      expect(early?.at.getTime()).toBeGreaterThanOrEqual(withId?.at.getTime() ?? Infinity);
      return first?.event.callId !== null;
    });

    expect(calls).toHaveLength(plain.filter(({ truth }) => truth.direction === 'incoming').length);
    expect(new Set(firstHasId).size).toBe(2);
  });

  it('withoutCdr: no record of calls that nobody answered', () => {
    for (const call of only({ withoutCdr: 1 })) {
      const strikes = call.truth.oddities.includes('withoutCdr');
      if (call.truth.outcome === 'answered') expect(strikes).toBe(false);
      // A call without any event would be no call to the receiver.
      const isAll = namesOf(call.events).every((name) => name === 'Cdr');
      expect(strikes).toBe(!hasRecord(call, 'ANSWERED') && !isAll);
      expect(call.truth.hasCdr).toBe(!strikes);
      if (!strikes) continue;
      expect(call.truth.hasCdrQueue).toBe(false);
      expect(namesOf(call.events)).not.toContain('Cdr');
      expect(namesOf(call.events)).not.toContain('CdrQueue');
    }
    expect(struck(only({ withoutCdr: 1 }), 'withoutCdr').length).toBeGreaterThan(50);
  });

  it('cuidOnly: the id under the other key', () => {
    for (const { events } of only({ cuidOnly: 1 })) {
      for (const { event } of events) {
        expect(event.raw.fields).not.toHaveProperty('unique_id');
        expect(event.raw.fields['cuid'] ?? null).toBe(event.callId);
      }
    }
  });

  it('noanswer: the other spelling, of NO ANSWER alone', () => {
    const calls = only({ noanswer: 1 });
    for (const call of calls) {
      for (const { data, raw } of named('Cdr', call)) {
        const spelt = data.disposition === 'NO ANSWER' ? 'NOANSWER' : data.disposition;
        expect(raw.fields['disposition']).toBe(spelt);
      }
    }
    expect(struck(calls, 'noanswer')).toHaveLength(
      calls.filter((call) => hasRecord(call, 'NO ANSWER')).length,
    );
  });

  it('reordered: one event late, behind another of its call', () => {
    const calls = struck(only({ reordered: 1 }), 'reordered');
    expect(calls.length).toBeGreaterThan(200);
    for (const call of calls) {
      const before = plain.find(({ truth }) => truth.id === call.truth.id);
      const expected = before ? arrivals(before) : new Map<string, number>();
      const actual = arrivals(call);
      expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
      expect([...actual.keys()]).not.toEqual([...expected.keys()]);
      const late = [...actual].map(([key, time]) => time - (expected.get(key) ?? 0));
      const [lateness, ...others] = late.filter((milliseconds) => milliseconds !== 0);
      expect(others).toEqual([]);
      expect(lateness).toBeGreaterThanOrEqual(200);
      expect(lateness).toBeLessThanOrEqual(2000);
    }
  });

  it('repeated: every delivery twice, of no call as well', () => {
    const gaps = new Map<string, number[]>();
    for (const { at, event } of simulateCallCentre({ ...run, oddities: { ...NONE, repeated: 1 } })) {
      const key = JSON.stringify(event);
      gaps.set(key, [...(gaps.get(key) ?? []), at.getTime()]);
    }
    const once = [...simulateCallCentre({ ...run, oddities: false })].length;

    expect([...gaps.values()].flat()).toHaveLength(2 * once);
    const far = [...gaps.values()].filter(
      ([first = 0, second = 0]) => second - first < 50 || second - first > 1500,
    );
    expect(far.filter((times) => times.length === 2)).toEqual([]);
    expect(struck(only({ repeated: 1 }), 'repeated')).toHaveLength(400);
  });

  it('sameTimes: an answered record starts when it ends, and billsec is right', () => {
    const calls = only({ sameTimes: 1 });
    for (const call of calls) {
      const main = named('Cdr', call).filter(({ data }) => data.disposition === 'ANSWERED');
      for (const { data } of main) expect(data.startTime).toEqual(data.endTime);
      if (call.truth.outcome !== 'answered') continue;
      const talk = main.filter(({ callId }) => callId === call.truth.callIds.at(-1));
      expect(talk.reduce((sum, { data }) => sum + (data.billsec ?? 0), 0)).toBe(call.truth.talkSeconds);
    }
    expect(struck(calls, 'sameTimes')).toHaveLength(
      calls.filter((call) => hasRecord(call, 'ANSWERED')).length,
    );
  });
});
