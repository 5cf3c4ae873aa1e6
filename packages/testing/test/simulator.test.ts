import { decode } from '@simotel-hooks/core';
import { describe, expect, it } from 'vitest';
import {
  CALL_SCENARIOS,
  createRequest,
  SIMOTEL_VERSIONS,
  type SimulationOptions,
  simulateCallCentre,
  truthsOf,
} from '../src/index.js';
import { take } from './simulator-support.js';

const KINDS = CALL_SCENARIOS.filter((scenario) => scenario !== 'mixed');

describe('a run', () => {
  it('is the same for the same seed, however often it is read, and another one for another seed', () => {
    const simulation = simulateCallCentre({ seed: 3 });
    const run = [...simulation];

    expect([...simulation]).toStrictEqual(run);
    expect([...simulateCallCentre({ seed: 3 })]).toStrictEqual(run);
    expect([...simulateCallCentre({ seed: 4 })]).not.toEqual(run);
    expect([...simulateCallCentre()]).toStrictEqual([...simulateCallCentre({ seed: 1, calls: 100 })]);
  });

  it('comes in the order of time, after its start', () => {
    const start = new Date('2025-03-20T20:00:00.123Z');
    const times = [...simulateCallCentre({ calls: 500, rate: 20, start })].map(({ at }) => at.getTime());

    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThan(start.getTime());
  });

  it('has as many calls as asked for, at about the rate asked for, each with an id of its own', () => {
    const truths = truthsOf(simulateCallCentre({ calls: 2000, rate: 5 }));
    const [first, ...others] = [...truths.values()];
    const minutes = ((others.at(-1)?.createdAt ?? 0) - (first?.createdAt ?? 0)) / 60_000;

    expect(truths.size).toBe(2000);
    expect(2000 / minutes).toBeGreaterThan(4.5);
    expect(2000 / minutes).toBeLessThan(5.5);
    expect([...truths].every(([id, truth]) => id === truth.id && truth.callIds[0] === id)).toBe(true);
    expect([...simulateCallCentre({ calls: 0, agents: 3, oddities: false })].map(({ call }) => call)).toEqual(
      [null, null, null],
    );
  });

  it('can be endless', () => {
    const events = take(5000, simulateCallCentre({ calls: Infinity }));

    expect(events).toHaveLength(5000);
    expect(events.slice(0, 500)).toStrictEqual(take(500, simulateCallCentre({ calls: 200 })));
  });

  it('mixes all kinds of calls', () => {
    const kinds = new Set(
      [...truthsOf(simulateCallCentre({ calls: 1000 })).values()].map((call) => call.scenario),
    );

    expect([...kinds].sort()).toEqual(KINDS.toSorted());
  });

  it('follows weights', () => {
    const truths = [
      ...truthsOf(simulateCallCentre({ calls: 1000, scenarios: { fax: 3, campaign: 1, queue: 0 } })).values(),
    ];
    const faxes = truths.filter(({ scenario }) => scenario === 'fax').length;

    expect(truths.every(({ scenario }) => scenario === 'fax' || scenario === 'campaign')).toBe(true);
    expect(faxes).toBeGreaterThan(700);
    expect(faxes).toBeLessThan(800);
  });
});

describe.each(['UTC', 'Asia/Tehran', 'America/New_York'])('every event, with a clock in %s', (timeZone) => {
  it('is what decode gives, and survives every version and method', () => {
    const events = [...KINDS, 'mixed' as const].flatMap((scenario) => [
      ...simulateCallCentre({ timeZone, scenarios: [scenario], calls: 4, rate: 1, agents: 3 }),
    ]);

    for (const { event, wire } of events) {
      expect(event).toStrictEqual(decode(createRequest(event, wire), { timeZone }));
      expect(event.warnings).toEqual([]);
      for (const version of SIMOTEL_VERSIONS) {
        for (const method of ['GET', 'POST'] as const) {
          const { name, callId, originatedCallId, data } = {
            data: null,
            ...decode(createRequest(event, { ...wire, version, method }), { timeZone }),
          };
          expect({ name, callId, originatedCallId, data }).toStrictEqual({
            name: event.name,
            callId: event.callId,
            originatedCallId: event.originatedCallId,
            data: event.data,
          });
        }
      }
    }
  });
});

describe('agents', () => {
  it.each([1, 3, 40])('are in one call at a time, %i of them, and log in first', (agents) => {
    const states = new Map<string, { call: string | null; state: string }>();
    const rate = agents * 3;
    for (const { event } of simulateCallCentre({ calls: 600, agents, rate, oddities: false })) {
      if (event.name !== 'NewState') continue;
      const { callId } = event;
      const { exten, state } = event.data;
      const before = states.get(exten);
      expect(before?.state ?? 'none').not.toBe(callId === null ? 'Idle' : 'none');
      if (before && before.state !== 'Idle') expect(callId).toBe(before.call);
      states.set(exten, { call: callId, state });
    }

    const extensions = Array.from({ length: agents }, (_, index) => String(101 + index));
    expect([...states.keys()].sort()).toEqual(extensions);
    expect([...states.values()].every(({ state }) => state === 'Idle')).toBe(true);
  });

  it('are missed where there are too few of them', () => {
    const answeredOf = (agents: number) =>
      [...truthsOf(simulateCallCentre({ calls: 300, agents, rate: 20 })).values()].filter(
        ({ answeredBy }) => answeredBy !== null,
      ).length;

    expect(answeredOf(2)).toBeLessThan(answeredOf(40) / 2);
  });
});

describe('options that cannot be', () => {
  const wrong: [SimulationOptions, RegExp][] = [
    [{ seed: Number.NaN }, /^seed is NaN; give a whole number/],
    [{ seed: 1.5 }, /^seed is 1\.5/],
    [{ calls: -1 }, /^calls is -1; give .* Infinity/],
    [{ calls: Number.NaN }, /^calls is NaN/],
    [{ calls: 1.5 }, /^calls is 1\.5/],
    [{ agents: 0 }, /^agents is 0; give .* 1 to 500/],
    [{ agents: 501 }, /^agents is 501/],
    [{ agents: Number.NaN }, /^agents is NaN/],
    [{ rate: 0 }, /^rate is 0; give .* per minute/],
    [{ rate: Infinity }, /^rate is Infinity/],
    [{ rate: Number.NaN }, /^rate is NaN/],
    [{ start: new Date('never') }, /^start is Invalid Date; give a Date/],
    [{ start: new Date(0) }, /2002/],
    [{ timeZone: 'Mars/Olympus' }, /"Mars\/Olympus"; give the name of an IANA time zone/],
    [{ scenarios: [] }, /name at least one/],
    [{ scenarios: { queue: 0 } }, /name at least one/],
    [{ scenarios: { queue: -1 } }, /^The weight of queue is -1; give/],
    [{ oddities: { twin: 1.1 } }, /^The rate of twin is 1\.1; give a share from 0 to 1/],
    [{ oddities: { noanswer: Number.NaN } }, /^The rate of noanswer is NaN/],
  ];
  it.each(wrong)('%o', (options, message) => {
    const simulate = () => simulateCallCentre(options);

    expect(simulate).toThrow(RangeError);
    expect(simulate).toThrow(message);
  });

  // As a program without types may give them.
  const untyped: [string, typeof RangeError | typeof TypeError, RegExp][] = [
    ['{ "scenarios": ["lunch"] }', RangeError, /no scenario "lunch"; use answered, /],
    ['{ "scenarios": { "lunch": 1 } }', RangeError, /no scenario "lunch"/],
    ['{ "scenarios": "queue" }', TypeError, /list of scenarios/],
    ['{ "oddities": { "ghost": 1 } }', RangeError, /no oddity "ghost"; use twin, /],
    ['{ "oddities": true }', TypeError, /record of rates/],
    ['{ "start": "2026-01-01" }', TypeError, /give a Date/],
    ['{ "rate": "5" }', RangeError, /rate is 5/],
  ];
  it.each(untyped)('%s', (json, type, message) => {
    const simulate = () => simulateCallCentre(JSON.parse(json));

    expect(simulate).toThrow(type);
    expect(simulate).toThrow(message);
  });
});
