import { describe, expect, it } from 'vitest';
import { named, type Observed, observe } from './simulator-support.js';

const calls = [
  ...observe({ calls: 2000, oddities: false }),
  ...observe({ calls: 200, rate: 0.2, oddities: false, scenarios: ['transfer', 'queue'] }),
];
const epochOf = (callId: string | null) => Number(callId?.split('.')[0]) * 1000;
const seconds = (from: number | undefined, to: number | undefined) => ((to ?? 0) - (from ?? 0)) / 1000;
/** The record of the number called, of an originated call; the first one of any other. */
const mainCdrs = (call: Observed) =>
  named('Cdr', call).filter(
    ({ callId, data }) => data.disposition === 'ANSWERED' && callId === call.truth.callIds.at(-1),
  );

describe('a Cdr (WF c)', () => {
  it('ends when its talk is over, and comes at once', () => {
    for (const { events } of calls) {
      for (const { at, event } of events) {
        if (event.name !== 'Cdr') continue;
        const { startTime, endTime, billsec, wait = 0, duration, disposition } = event.data;
        expect(seconds(startTime?.getTime(), endTime?.getTime())).toBe(billsec ?? 0);
        expect(billsec === undefined).toBe(disposition !== 'ANSWERED');
        if (disposition !== 'ANSWERED') expect(duration).toBe(wait);
        if (duration !== undefined) expect(duration).toBe(wait + (billsec ?? 0));
        expect(at.getTime() - (endTime?.getTime() ?? 0)).toBeGreaterThanOrEqual(5);
        expect(at.getTime() - (endTime?.getTime() ?? 0)).toBeLessThan(300);
      }
    }
  });

  it('starts at the epoch in the id plus its wait', () => {
    for (const call of calls) {
      const cdrs = named('Cdr', call);
      // Later parts of a transferred call count from the transfer.
      for (const { callId, data } of call.truth.transfers.length > 0 ? cdrs.slice(0, 1) : cdrs) {
        const began = (data.startTime?.getTime() ?? 0) - (data.wait ?? 0) * 1000;
        expect(seconds(epochOf(callId), began)).toBeGreaterThanOrEqual(0);
        expect(seconds(epochOf(callId), began)).toBeLessThan(1);
      }
    }
  });

  it('of a later part of a transferred call starts at the transfer plus its wait', () => {
    const transferred = calls.filter(({ truth }) => truth.transfers.length > 0);
    expect(transferred.some(({ truth }) => truth.transfers.length > 1)).toBe(true);
    for (const call of transferred) {
      const cdrs = named('Cdr', call).map(({ data }) => data);
      cdrs.slice(1).forEach(({ startTime, wait = 0 }, index) => {
        const before = cdrs[index]?.endTime?.getTime();
        expect(seconds(before, startTime?.getTime())).toBe(wait);
      });
    }
  });

  it('agrees with what really happened', () => {
    for (const call of calls) {
      const { truth } = call;
      const { answeredAt, createdAt, endedAt, waitSeconds, talkSeconds } = truth;
      const cdrs = mainCdrs(call);
      expect(createdAt).toBe(epochOf(truth.id));
      expect(
        Math.max(...named('Cdr', call).map(({ data }) => data.endTime?.getTime() ?? 0)),
      ).toBeLessThanOrEqual(endedAt);
      if (truth.outcome !== 'answered') {
        expect({ answeredAt, talkSeconds }).toEqual({ answeredAt: null, talkSeconds: null });
        expect(waitSeconds).toBe(Math.floor((endedAt - createdAt) / 1000));
        continue;
      }
      expect(cdrs[0]?.data.startTime?.getTime()).toBe(answeredAt);
      expect(talkSeconds).toBe(cdrs.reduce((sum, { data }) => sum + (data.billsec ?? 0), 0));
      if (truth.scenario === 'originated') {
        expect(waitSeconds).toBe(Math.round(((answeredAt ?? 0) - createdAt) / 1000));
      } else {
        expect(waitSeconds).toBe(cdrs[0]?.data.wait);
        expect(Math.floor(((answeredAt ?? 0) - createdAt) / 1000)).toBe(waitSeconds);
      }
    }
  });

  it('names what was dialled, not who answered', () => {
    const answered = calls.filter(({ truth }) => truth.direction === 'incoming' && truth.answeredBy !== null);
    const byDid = answered.filter((call) => mainCdrs(call)[0]?.data.dst === call.truth.did);

    expect(byDid.length / answered.length).toBeGreaterThan(0.7);
    expect(byDid.length / answered.length).toBeLessThan(0.98);
    for (const call of answered) {
      const [first] = mainCdrs(call);
      expect(first?.data).toMatchObject({ dst: call.truth.to, did: call.truth.did, src: call.truth.from });
      expect([call.truth.did, call.truth.answeredBy]).toContain(call.truth.to);
    }
  });
});

describe('a CdrQueue (WF b)', () => {
  const queued = calls.flatMap((call) => named('CdrQueue', call).map((record) => ({ ...record, call })));

  it('begins with the queue and counts from there', () => {
    expect(queued.length).toBeGreaterThan(100);
    for (const { data, callId } of queued) {
      const { startTime, ringTime, answeredTime, endTime, wait = 0, billsec = 0, agentWait, duration } = data;
      const stopped = (endTime?.getTime() ?? 0) - billsec * 1000;
      expect(startTime?.getTime()).toBeGreaterThan(epochOf(callId));
      expect(seconds(startTime?.getTime(), stopped)).toBe(wait);
      expect(duration).toBe(wait + billsec);
      if (data.disposition === 'ANSWERED') {
        expect(answeredTime?.getTime()).toBe(stopped);
        expect(seconds(ringTime?.getTime(), stopped)).toBe(agentWait);
      } else expect(answeredTime).toBeUndefined();
    }
  });

  it('names the agent, and everybody who was tried', () => {
    for (const { data, call } of queued) {
      const { answeredBy, tried, queue, from } = call.truth;
      const agents = data.detail?.map(({ dst }) => dst);
      expect(agents?.toSorted()).toEqual(tried.toSorted());
      expect(data).toMatchObject({ src: from, queue });
      expect(data.disposition).toBe(answeredBy === null ? 'MISSED' : 'ANSWERED');
      if (answeredBy !== null) expect(data.dst).toBe(answeredBy);
      expect(tried).toContain(data.dst);
      const answers = data.detail?.filter(({ disposition }) => disposition === 'ANSWERED');
      expect(answers?.map(({ dst }) => dst)).toEqual(answeredBy === null ? [] : [answeredBy]);
    }
  });
});
