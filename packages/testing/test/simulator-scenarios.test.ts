import type { SimotelEventName } from '@simotel-hooks/core';
import { describe, expect, it } from 'vitest';
import { CALL_SCENARIOS, type CallTruth, simulateCallCentre, truthsOf } from '../src/index.js';
import { named, namesOf, type Observed, observe } from './simulator-support.js';

interface Expected {
  /** What some calls bring; nothing else may come. */
  events: SimotelEventName[];
  /** What every call brings. */
  always: SimotelEventName[];
  outcomes: CallTruth['outcome'][];
  directions: CallTruth['direction'][];
}

const ALL = ['incoming', 'outgoing', 'local'] as const;
const BASIC = ['NewState', 'IncomingCall', 'OutgoingCall', 'Cdr'] as const;
const QUEUED = ['IncomingCall', 'NewState', 'Cdr', 'CdrQueue'] as const;

const EXPECTED: { [S in CallTruth['scenario']]: Expected } = {
  answered: { events: [...BASIC], always: ['NewState', 'Cdr'], outcomes: ['answered'], directions: [...ALL] },
  missed: { events: [...BASIC], always: ['NewState', 'Cdr'], outcomes: ['missed'], directions: [...ALL] },
  busy: { events: [...BASIC], always: ['Cdr'], outcomes: ['busy'], directions: ['incoming', 'outgoing'] },
  queue: {
    events: [...QUEUED],
    always: ['IncomingCall', 'Cdr'],
    outcomes: ['answered', 'missed'],
    directions: ['incoming'],
  },
  transfer: {
    events: ['IncomingCall', 'NewState', 'Transfer', 'Cdr'],
    always: ['IncomingCall', 'NewState', 'Transfer', 'Cdr'],
    outcomes: ['answered'],
    directions: ['incoming'],
  },
  voicemail: {
    events: ['IncomingCall', 'NewState', 'Cdr', 'VoiceMail', 'VoiceMailEmail'],
    always: ['IncomingCall', 'NewState', 'Cdr', 'VoiceMail', 'VoiceMailEmail'],
    outcomes: ['answered'],
    directions: ['incoming'],
  },
  survey: {
    events: [...QUEUED, 'Survey'],
    always: ['IncomingCall', 'NewState', 'Cdr', 'Survey'],
    outcomes: ['answered'],
    directions: ['incoming'],
  },
  fax: {
    events: ['IncomingCall', 'IncomingFax', 'OutgoingCall', 'OutgoingFax', 'Cdr'],
    always: ['Cdr'],
    outcomes: ['answered'],
    directions: ['incoming', 'outgoing'],
  },
  campaign: {
    events: ['OutgoingCall', 'Cdr', 'AutoDialerReport'],
    always: ['OutgoingCall', 'Cdr', 'AutoDialerReport'],
    outcomes: ['answered', 'missed', 'busy'],
    directions: ['outgoing'],
  },
  originated: {
    events: ['NewState', 'OutgoingCall', 'Cdr'],
    always: ['NewState', 'Cdr'],
    outcomes: ['answered', 'missed', 'busy'],
    directions: ['outgoing'],
  },
  'trunk-trouble': {
    events: ['NewState', 'OutgoingCall', 'Cdr'],
    always: ['NewState', 'OutgoingCall', 'Cdr'],
    outcomes: ['failed'],
    directions: ['outgoing'],
  },
};

const KINDS = CALL_SCENARIOS.filter((scenario) => scenario !== 'mixed');
const quiet = { calls: 150, rate: 0.2, oddities: false } as const;

describe.each(KINDS)('%s', (scenario) => {
  const calls = observe({ ...quiet, scenarios: [scenario] });
  const expected = EXPECTED[scenario];
  const valuesOf = <K extends keyof CallTruth>(key: K) => [...new Set(calls.map(({ truth }) => truth[key]))];

  it('brings the events of its kind and no others', () => {
    const seen = new Set(calls.flatMap(({ events }) => namesOf(events)));

    expect(calls).toHaveLength(150);
    expect(valuesOf('scenario')).toEqual([scenario]);
    expect([...seen].sort()).toEqual(expected.events.toSorted());
    for (const { events } of calls) expect(namesOf(events)).toEqual(expect.arrayContaining(expected.always));
  });

  it('ends as calls of its kind do', () => {
    expect(valuesOf('outcome').sort()).toEqual(expected.outcomes.toSorted());
    expect(valuesOf('direction').sort()).toEqual(expected.directions.toSorted());
  });
});

describe('what really happened', () => {
  const quietCalls = KINDS.flatMap((scenario) => observe({ ...quiet, scenarios: [scenario] }));
  const crowded = observe({ calls: 1000, agents: 3, rate: 10, oddities: false });
  const calls = [...quietCalls, ...crowded];
  const statesOf = (call: Observed, state: string) =>
    named('NewState', call).flatMap(({ data }) => (data.state === state ? [data] : []));

  it('fits the events of the call', () => {
    for (const call of calls) {
      const { truth } = call;
      const cdrs = named('Cdr', call);
      const rang = statesOf(call, 'Ringing').map(({ exten }) => exten);
      expect(truth.tried).toEqual([...new Set(rang)]);
      expect(truth.hasCdr).toBe(cdrs.length > 0);
      expect(truth.hasCdrQueue).toBe(named('CdrQueue', call).length > 0);
      expect(truth.recordings).toEqual(cdrs.flatMap(({ data }) => data.record ?? []));
      expect(truth.transfers).toEqual(
        named('Transfer', call).map(({ data }) => ({
          from: data.transferredFrom,
          to: data.transferredTo,
          by: data.transferer,
        })),
      );
      expect(truth.survey).toEqual(
        named('Survey', call).map(({ data: { point, label } }) => ({ point, label }))[0] ?? null,
      );
      const ids = call.events.flatMap(({ event }) => event.callId ?? []);
      expect([...new Set(ids)].sort()).toEqual(truth.callIds.toSorted());
    }
  });

  it('names who answered, which only extensions that were called can have', () => {
    for (const call of calls) {
      const { direction, answeredBy, tried } = call.truth;
      const [first] = statesOf(call, 'InUse').filter((data) => data.direction === 'in');
      expect(answeredBy).toBe(direction === 'outgoing' ? null : (first?.exten ?? null));
      if (answeredBy !== null) expect(tried).toContain(answeredBy);
    }
  });

  it('leaves every extension idle, without a word of the call it left', () => {
    for (const call of calls) {
      const states = named('NewState', call).map(({ data }) => data);
      for (const { exten } of states) {
        expect(states.findLast((data) => data.exten === exten)).toStrictEqual({ exten, state: 'Idle' });
      }
    }
  });

  it('survives JSON', () => {
    for (const { truth } of calls) expect(JSON.parse(JSON.stringify(truth))).toStrictEqual(truth);
  });

  it('is found by the id of the call', () => {
    const simulation = simulateCallCentre({ calls: 20 });
    const truths = truthsOf(simulation);

    expect(truths.size).toBe(20);
    for (const { call } of simulation) if (call) expect(truths.get(call.id)).toStrictEqual(call);
  });
});

describe('kinds that need a closer look', () => {
  const of = (scenario: CallTruth['scenario']) => observe({ ...quiet, scenarios: [scenario] });

  it('a queue tries agents one by one or all at once, and some are given up', () => {
    const calls = of('queue');
    const ringing = (call: Observed) => {
      let together = 0;
      let most = 0;
      for (const { data } of named('NewState', call)) {
        together += data.state === 'Ringing' ? 1 : data.state === 'Idle' ? -1 : 0;
        most = Math.max(most, together);
      }
      return most;
    };

    for (const call of calls) {
      for (const { data } of named('NewState', call)) {
        expect(data.queue).toBe(data.state === 'Idle' ? undefined : call.truth.queue);
      }
    }
    const together = (number: string) => calls.filter(({ truth }) => truth.queue === number).map(ringing);
    expect(Math.max(...together('801'))).toBe(1);
    expect(Math.max(...together('802'))).toBeGreaterThan(2);
    expect(calls.some(({ truth }) => truth.outcome === 'missed' && truth.hasCdrQueue)).toBe(true);
    expect(calls.some(({ truth }) => truth.outcome === 'missed' && !truth.hasCdrQueue)).toBe(true);
  });

  it('a queue needs no more than one agent', () => {
    const calls = observe({ ...quiet, agents: 1, scenarios: ['survey'] });

    expect(
      calls.filter(({ truth }) => truth.queue === '802' && truth.answeredBy === '101').length,
    ).toBeGreaterThan(20);
  });

  it('a queue sometimes writes a record for each agent who did not answer', () => {
    const perAgent = of('queue').filter((call) => named('Cdr', call).length > 1);

    expect(perAgent.length).toBeGreaterThan(0);
    for (const call of perAgent) {
      const others = named('Cdr', call).filter(({ data }) => data.dst !== call.truth.to);
      expect(others).toHaveLength(named('Cdr', call).length - 1);
      for (const { data } of others) {
        expect(data.disposition).toBe('NO ANSWER');
        expect(call.truth.tried).toContain(data.dst);
      }
    }
  });

  it('a transfer is taken, not taken, or comes back', () => {
    const calls = of('transfer');
    const records = (call: Observed) =>
      named('Cdr', call)
        .map(({ data }) => data.disposition)
        .join();

    expect([...new Set(calls.map(records))].sort()).toEqual([
      'ANSWERED',
      'ANSWERED,ANSWERED',
      'ANSWERED,ANSWERED,ANSWERED',
      'ANSWERED,NO ANSWER',
    ]);
    const back = calls.filter(({ truth }) => truth.transfers.length === 2);
    for (const { truth } of back) expect(truth.transfers[1]?.to).toBe(truth.answeredBy);
  });

  it('an originated call has two legs, joined by what the originate API returned', () => {
    for (const call of of('originated')) {
      const { originatedCallId, callIds, from, to } = call.truth;
      expect(originatedCallId).toMatch(/^orig\.call\.\d{10}\.\d{6}$/);
      expect(callIds).toHaveLength(named('OutgoingCall', call).length + 1);
      for (const event of [...named('OutgoingCall', call), ...named('Cdr', call)]) {
        expect(event.originatedCallId).toBe(originatedCallId);
      }
      for (const { callId, data } of named('Cdr', call)) {
        const { type, src, dst } = data;
        expect({ type, src, dst }).toEqual(
          callId === callIds[0]
            ? { type: 'local', src: to, dst: from }
            : { type: 'outgoing', src: from, dst: to },
        );
      }
    }
  });

  it('a trunk fails before the call and comes back after it', () => {
    const trunks = [...simulateCallCentre({ ...quiet, scenarios: ['trunk-trouble'] })].flatMap(
      ({ event, call }) => (event.name === 'TrunkNewState' ? [{ state: event.data.state, call }] : []),
    );

    expect(trunks).toHaveLength(300);
    expect(trunks[0]).toEqual({ state: 'Unavailable', call: null });
    expect(trunks.filter(({ state }) => state === 'Ok')).toHaveLength(150);
  });
});
