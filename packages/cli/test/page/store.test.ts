import { describe, expect, it } from 'vitest';
import { Latest, Revisions } from '../../src/inspector/latest.js';
import { LIMITS } from '../../src/inspector/limits.js';
import type { BoardQueue, CallView, StreamMessage } from '../../src/inspector/protocol.js';
import {
  applyMessage,
  clearUpTo,
  EMPTY_STATE,
  endedCalls,
  type InspectorState,
  isOtherSession,
  waitingCount,
} from '../../src/page/state/store.js';
import { callView, message, rows } from './support/builders.js';

const queue = (name: string): BoardQueue => {
  return { kind: 'queue', source: null, name, since: null, tally: [], waiting: 0, talking: 0 };
};

const apply = (messages: readonly StreamMessage[], paused = false, state = EMPTY_STATE) =>
  messages.reduce((before, each) => applyMessage(before, each, paused, 400), state);
const seqs = ({ deliveries }: InspectorState) => deliveries.map(({ seq }) => seq);

describe('the state of the page', () => {
  it('takes deliveries in, and remembers where to go on', () => {
    const state = apply([message({ deliveries: rows(1, 2) }), message({ deliveries: rows(3, 3), rev: 7 })]);
    expect(seqs(state)).toEqual([1, 2, 3]);
    expect(state).toMatchObject({ lastSeq: 3, rev: 7, session: 'one' });
  });

  it('takes a delivery in once, however often it is sent', () => {
    const state = apply([message({ deliveries: rows(1, 3) }), message({ deliveries: rows(2, 4) })]);
    expect(seqs(state)).toEqual([1, 2, 3, 4]);
  });

  it('lets go of what the server let go of', () => {
    const state = apply([message({ deliveries: rows(1, 5) }), message({ firstSeq: 4 })]);
    expect(seqs(state)).toEqual([4, 5]);
  });

  it('goes on behind what it never got, where that is let go', () => {
    const state = apply([message({ deliveries: rows(1, 2) }), message({ firstSeq: 9 })]);
    expect(state).toMatchObject({ deliveries: [], lastSeq: 8 });
  });

  it('keeps the very list where nothing came or went, so that nobody filters it again', () => {
    const before = apply([message({ deliveries: rows(1, 3) })]);
    expect(apply([message({ calls: [callView('a')] })], false, before).deliveries).toBe(before.deliveries);
  });

  it('notices another session, but not in the first message', () => {
    expect(isOtherSession(EMPTY_STATE, message())).toBe(false);
    expect(isOtherSession(apply([message()]), message())).toBe(false);
    expect(isOtherSession(apply([message()]), message({ session: 'two' }))).toBe(true);
  });

  it('knows how far the clock of the server is away', () => {
    expect(apply([message({ now: 1_000 })]).skew).toBe(600);
  });
});

describe('a paused state', () => {
  it('only counts deliveries, and keeps the cursor where it was', () => {
    const before = apply([message({ deliveries: rows(1, 2) })]);
    const state = apply([message({ deliveries: rows(3, 6) })], true, before);
    expect(seqs(state)).toEqual([1, 2]);
    expect(state.lastSeq).toBe(2);
    expect(waitingCount(state)).toBe(4);
  });

  it('counts a delivery once that is sent again after a lost connection', () => {
    const before = apply([message({ deliveries: rows(1, 2) })]);
    const state = apply(
      [message({ deliveries: rows(3, 4) }), message({ deliveries: rows(3, 5) })],
      true,
      before,
    );
    expect(waitingCount(state)).toBe(3);
  });

  it('does not count what is let go meanwhile', () => {
    const before = apply([message({ deliveries: rows(1, 2) })]);
    const state = apply([message({ deliveries: rows(3, 9) }), message({ firstSeq: 8 })], true, before);
    expect(waitingCount(state)).toBe(2);
  });

  it('gets everything on resuming', () => {
    const before = apply([message({ deliveries: rows(1, 2) })]);
    const paused = apply([message({ deliveries: rows(3, 6) })], true, before);
    const resumed = apply([message({ deliveries: rows(paused.lastSeq + 1, 6) })], false, paused);
    expect(seqs(resumed)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(waitingCount(resumed)).toBe(0);
  });

  it('goes on with calls and the board', () => {
    expect(apply([message({ calls: [callView('a')] })], true).calls.size).toBe(1);
  });
});

describe('calls and the board', () => {
  it('replaces calls by key, and forgets those the server forgot', () => {
    const state = apply([
      message({ calls: [callView('a', { status: 'ringing' }), callView('b')] }),
      message({ calls: [callView('a', { status: 'talking' })], forgottenCalls: ['b'] }),
    ]);
    expect([...state.calls.keys()]).toEqual(['a']);
    expect(state.calls.get('a')?.call.status).toBe('talking');
  });

  it('lets go of the same calls as the server, which does not tell', () => {
    const revisions = new Revisions();
    const server = new Latest<CallView>(revisions, LIMITS.calls);
    let state = EMPTY_STATE;
    for (let at = 0; at < 6_000; at += 50) {
      const { current } = revisions;
      for (let index = at; index < at + 50; index++) {
        // Some change again and again.
        const key = `call ${index % 3 === 0 ? index % 99 : index}`;
        server.set(key, callView(key));
      }
      state = apply([message({ calls: server.since(current).changed })], false, state);
    }
    expect([...state.calls.keys()]).toEqual(server.values().map(({ key }) => key));
    expect(state.calls.size).toBe(LIMITS.calls);
  });

  it('does not let the board grow without end', () => {
    const board = Array.from({ length: 6_000 }, (_, index) => queue(`${index}`));
    expect(apply([message({ board })]).board.size).toBe(3 * LIMITS.board);
  });

  it('tells things of the same name apart by kind and source', () => {
    const one = queue('1');
    const trunk = { ...one, kind: 'trunk', state: 'Ok', type: null, open: 0 } as const;
    const board = [one, trunk, { ...one, source: 'a' }];
    const state = apply([message({ board }), message({ board: [{ ...one, waiting: 2 }] })]);
    expect([...state.board.values()]).toEqual([trunk, { ...one, source: 'a' }, { ...one, waiting: 2 }]);
  });
});

describe('clearing', () => {
  it('lets go of what was there when it was asked for', () => {
    const before = apply([
      message({ deliveries: rows(1, 5), calls: [callView('over'), callView('live', { status: 'ringing' })] }),
    ]);
    const state = clearUpTo(before, 3, endedCalls(before));
    expect(seqs(state)).toEqual([4, 5]);
    expect([...state.calls.keys()]).toEqual(['live']);
  });

  it('leaves nothing to be counted while it is paused', () => {
    const before = apply([message({ deliveries: rows(1, 5) })], true);
    expect(waitingCount(clearUpTo(before, before.latestSeq, new Set()))).toBe(0);
  });
});
