import { describe, expect, it } from 'vitest';
import { Board } from '../../src/inspector/board.js';
import { CallLog } from '../../src/inspector/call-log.js';
import { Revisions } from '../../src/inspector/latest.js';
import { LIMITS } from '../../src/inspector/limits.js';
import type { BoardEntry } from '../../src/inspector/protocol.js';
import { CALL_ID, callOf, eventOf, START, type Story } from './support.js';

const IN = { participant: '09121234567', direction: 'in' };

function boardOf() {
  const revisions = new Revisions();
  const board = new Board(revisions);
  const calls = new CallLog(revisions, board);
  const entry = (kind: BoardEntry['kind'], name: string) =>
    board.since(0).find((each) => each.kind === kind && each.name === name);
  /** Answered and missed, all quarters together. */
  const counts = (kind: BoardEntry['kind'], name: string) =>
    (entry(kind, name)?.tally ?? []).reduce<[number, number]>(
      ([one, other], [, answered, missed]) => [one + answered, other + missed],
      [0, 0],
    );
  return { revisions, board, calls, entry, counts };
}

const queued: Story = [
  [0, 'IncomingCall', { number: '09121234567', entry_point: 'E1' }],
  [1, 'NewState', { exten: '101', state: 'Ringing', queue: '801', ...IN }],
  [15, 'NewState', { exten: '101', state: 'Idle' }],
  [16, 'NewState', { exten: '102', state: 'Ringing', queue: '801', ...IN }],
  [16, 'NewState', { exten: '103', state: 'Ringing', queue: '801', ...IN }],
  [20, 'NewState', { exten: '102', state: 'InUse', queue: '801', ...IN }],
];
const hungUp: Story = [
  [20.05, 'NewState', { exten: '103', state: 'Idle' }],
  [60, 'NewState', { exten: '102', state: 'Idle' }],
  [61, 'Cdr', { src: '09121234567', dst: '102', disposition: 'ANSWERED', billsec: 40, entry_point: 'E1' }],
];

describe('the board', () => {
  it('shows what extensions and trunks do', () => {
    const { board, entry } = boardOf();
    board.takeEvent(eventOf('NewState', { exten: '101', state: 'InUse', queue: '801', ...IN }), 'pbx', START);
    expect(entry('extension', '101')).toEqual({
      kind: 'extension',
      source: 'pbx',
      name: '101',
      state: 'InUse',
      participant: '09121234567',
      direction: 'in',
      queue: '801',
      callId: CALL_ID,
      since: START,
      tally: [],
    });
    board.takeEvent(eventOf('NewState', { exten: '101', state: 'Idle' }, null), 'pbx', START + 1);
    expect(entry('extension', '101')).toMatchObject({
      state: 'Idle',
      participant: null,
      callId: null,
      since: START + 1,
    });
    board.takeEvent(eventOf('NewState', { exten: '101', state: 'Ringing' }), 'other pbx', START + 2);
    expect(board.since(0).filter(({ name }) => name === '101')).toHaveLength(2);
  });

  it('shows where calls are while they last', async () => {
    const { calls, entry } = boardOf();
    calls.take(await callOf(queued.slice(0, 2), { ended: false }));
    expect(entry('queue', '801')).toMatchObject({ waiting: 1, talking: 0 });
    expect(entry('trunk', 'E1')).toMatchObject({ open: 1 });
    calls.take(await callOf(queued, { ended: false }));
    expect(entry('queue', '801')).toMatchObject({ waiting: 0, talking: 1 });
    calls.take(await callOf([...queued, ...hungUp]));
    expect(entry('queue', '801')).toMatchObject({ waiting: 0, talking: 0 });
    expect(entry('trunk', 'E1')).toMatchObject({ open: 0 });
  });

  it('counts for whom a call was answered, and who missed it', async () => {
    const { calls, counts, entry } = boardOf();
    calls.take(await callOf([...queued, ...hungUp]));
    expect(counts('queue', '801')).toEqual([1, 0]);
    expect(counts('trunk', 'E1')).toEqual([1, 0]);
    expect(counts('extension', '102')).toEqual([1, 0]);
    // 101 let it ring; 103 stopped ringing because 102 was quicker.
    expect(counts('extension', '101')).toEqual([0, 1]);
    expect(counts('extension', '103')).toEqual([0, 0]);
    expect(entry('queue', '801')?.tally).toEqual([[START, 1, 0]]);
  });

  it('counts a call once, as what is known of it last', async () => {
    const { calls, counts } = boardOf();
    const missed: Story = [
      [0, 'IncomingCall', { number: '09121234567', entry_point: 'E1' }],
      [1, 'NewState', { exten: '101', state: 'Ringing', ...IN }],
      [15, 'NewState', { exten: '101', state: 'Idle' }],
    ];
    calls.take(await callOf(missed));
    calls.take(await callOf(missed));
    expect(counts('trunk', 'E1')).toEqual([0, 1]);
    calls.take(
      await callOf([
        ...missed,
        [16, 'Cdr', { src: '09121234567', dst: '101', disposition: 'ANSWERED', billsec: 4 }],
      ]),
    );
    expect(counts('trunk', 'E1')).toEqual([1, 0]);
  });

  it('draws calls that turn out to be one as one', async () => {
    const { calls, entry } = boardOf();
    const other = `${START / 1000}.8`;
    calls.take(await callOf(queued.slice(0, 2), { ended: false, callId: other }));
    const call = await callOf(queued.slice(0, 2), { ended: false });
    calls.take({ ...call, callIds: [...call.callIds, other] });
    expect(calls.since(0).changed.map(({ call: { id } }) => id)).toEqual([CALL_ID]);
    expect(calls.since(0).gone).toHaveLength(1);
    expect(entry('queue', '801')).toMatchObject({ waiting: 1 });
  });

  it('counts calls as one, too, that turn out to be one when they are over', async () => {
    const { calls, counts } = boardOf();
    const other = `${START / 1000}.8`;
    const whole: Story = [...queued, ...hungUp];
    calls.take(await callOf(whole, { callId: other }));
    const call = await callOf(whole);
    calls.take(call);
    expect(counts('trunk', 'E1')).toEqual([2, 0]);
    calls.clearEnded();
    calls.take({ ...call, callIds: [...call.callIds, other] });
    expect(counts('trunk', 'E1')).toEqual([1, 0]);
  });

  it('says since when an extension does what it does, however often it is told', () => {
    const { board, entry } = boardOf();
    for (const at of [1, 2]) {
      board.takeEvent(eventOf('NewState', { exten: '101', state: 'InUse', ...IN }), null, at);
      expect(entry('extension', '101')).toMatchObject({ since: 1 });
    }
    board.takeEvent(eventOf('NewState', { exten: '101', state: 'InUse', ...IN }, '1.1'), null, 3);
    expect(entry('extension', '101')).toMatchObject({ since: 3, callId: '1.1' });
  });

  it('forgets calls that ended, when it is told to', async () => {
    const { calls } = boardOf();
    calls.take(await callOf([...queued, ...hungUp]));
    calls.take(await callOf(queued, { ended: false, callId: '1.1' }));
    calls.clearEnded();
    expect(calls.since(0).changed.map(({ call: { id } }) => id)).toEqual(['1.1']);
  });

  it('is bounded, however many names a stranger thinks of', () => {
    const { board } = boardOf();
    for (let at = 0; at < 5_000; at++)
      board.takeEvent(eventOf('NewState', { exten: `${at}`, state: 'Idle' }, null), null, at);
    const names = board.since(0).map(({ name }) => name);
    expect(names).toHaveLength(LIMITS.board);
    expect(names.at(-1)).toBe('4999');
  });
});
