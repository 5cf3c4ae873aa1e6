import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeliveryLog, type LoggedDelivery } from '../../src/inspector/delivery-log.js';
import { Latest, Revisions } from '../../src/inspector/latest.js';
import type { DeliverySummary } from '../../src/inspector/protocol.js';
import { counted } from '../../src/inspector/tally.js';

const delivery = (size: number): LoggedDelivery['delivery'] => ({
  id: '',
  receivedAt: new Date(0),
  unread: null,
  source: null,
  request: { method: 'POST', path: '/', headers: {}, body: new Uint8Array(size), ip: null },
  answer: { status: 200, headers: {}, body: '' },
});

const summary = (seq: number): DeliverySummary => ({
  seq,
  at: 0,
  source: null,
  transport: '',
  kind: 'event',
  name: null,
  callId: null,
  numbers: [],
  facts: [],
  text: '',
  warnings: [],
  code: null,
  status: 200,
});

const seqs = (found: readonly DeliverySummary[]) => found.map(({ seq }) => seq);

describe('the log of deliveries', () => {
  it('keeps the last ones, and gives them in order', () => {
    const log = new DeliveryLog({ count: 3, bytes: Infinity });
    for (let at = 0; at < 5; at++) log.add(delivery(1), summary);
    expect(seqs(log.after(0, 10))).toEqual([3, 4, 5]);
    expect(seqs(log.after(3, 1))).toEqual([4]);
    expect(log.after(5, 10)).toEqual([]);
    expect([log.firstSeq, log.lastSeq, log.get(2), log.get(3)?.summary.seq]).toEqual([3, 5, undefined, 3]);
  });

  it('lets more go where they are large, but never the newest', () => {
    const log = new DeliveryLog({ count: 100, bytes: 1_000_000 });
    for (let at = 0; at < 10; at++) log.add(delivery(300_000), summary);
    expect(seqs(log.after(0, 100))).toEqual([8, 9, 10]);
    log.add(delivery(2_000_000), summary);
    expect(seqs(log.after(0, 100))).toEqual([11]);
    log.add(delivery(1), summary);
    expect(seqs(log.after(0, 100))).toEqual([12]);
  });

  it('goes on counting when it is cleared', () => {
    const log = new DeliveryLog({ count: 3, bytes: Infinity });
    log.add(delivery(1), summary);
    log.clear();
    expect([log.firstSeq, log.lastSeq]).toEqual([2, 1]);
    log.add(delivery(1), summary);
    expect(seqs(log.after(0, 10))).toEqual([2]);
  });
});

describe('the newest state of things', () => {
  it('tells what changed after a revision, and what went', () => {
    const revisions = new Revisions();
    const latest = new Latest<string>(revisions, 10);
    latest.set('a', 'a1');
    latest.set('b', 'b1');
    const { current } = revisions;
    latest.set('a', 'a2');
    latest.delete('b');
    expect(latest.since(0)).toEqual({ changed: ['a2'], gone: ['b'] });
    expect(latest.since(current)).toEqual({ changed: ['a2'], gone: ['b'] });
    expect(latest.since(revisions.current)).toEqual({ changed: [], gone: [] });
    expect(latest.values()).toEqual(['a2']);
    latest.set('b', 'b2');
    expect(latest.since(0)).toEqual({ changed: ['a2', 'b2'], gone: [] });
  });

  it('keeps what changed last', () => {
    const latest = new Latest<number>(new Revisions(), 2);
    for (const [value, key] of [...'abca'].entries()) latest.set(key, value);
    expect(latest.values()).toEqual([2, 3]);
    // What was taken away takes no room from what is there.
    latest.delete('a');
    latest.set('d', 4);
    expect(latest.values()).toEqual([2, 4]);
    expect(latest.since(0).gone).toEqual(['a']);
  });
});

describe('a tally', () => {
  const HOUR = 3_600_000;

  it('counts in quarters of an hour, two days back', () => {
    let tally = counted([], 'answered', 0, 1);
    tally = counted(tally, 'missed', HOUR / 4 - 1, 1);
    tally = counted(tally, 'missed', HOUR / 4, 1);
    expect(tally).toEqual([
      [0, 1, 1],
      [HOUR / 4, 0, 1],
    ]);
    expect(counted(tally, 'answered', 48 * HOUR, 1)).toEqual([
      [HOUR / 4, 0, 1],
      [48 * HOUR, 1, 0],
    ]);
  });

  it('is what it was when everything is taken back', () => {
    const results = fc.array(
      fc.tuple(fc.constantFrom('answered' as const, 'missed' as const), fc.nat(40 * HOUR)),
    );
    fc.assert(
      fc.property(results, (counts) => {
        const sum = (tally: ReturnType<typeof counted>) =>
          tally.reduce((all, [, one, other]) => all + one + other, 0);
        const full = counts.reduce(
          (tally, [result, at]) => counted(tally, result, at, 1),
          counted([], 'missed', 0, 1),
        );
        expect(sum(full)).toBe(counts.length + 1);
        expect(sum(counts.reduce((tally, [result, at]) => counted(tally, result, at, -1), full))).toBe(1);
      }),
    );
  });
});
