import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../src/inspector/timeline.js';
import { callOf, START, type Story } from './support.js';

const INCOMING = { number: '09121234567', entry_point: 'E1' };
const state = (exten: string, word: string, more: object = {}) => ({ exten, state: word, ...more });
const IN = { participant: '09121234567', direction: 'in' };

async function drawn(story: Story, options?: { ended?: boolean }) {
  const timeline = timelineOf(await callOf(story, options));
  const second = (at: number | null) => (at === null ? null : (at - START) / 1000);
  return {
    from: second(timeline.from),
    until: second(timeline.until),
    rows: Object.fromEntries(
      timeline.rows.map(({ exten, segments }) => [
        exten,
        segments.map(({ kind, from, until }) => [kind, second(from), second(until)]),
      ]),
    ),
    marks: timeline.marks.map(({ name, at, label }) => [name, second(at), label]),
    transfers: timeline.transfers.map(({ from, to, by, at }) => [from, to, by, second(at)]),
  };
}

describe('the timeline of a call', () => {
  it('has a row for each extension: ringing, then talking, until it leaves', async () => {
    const { rows, from } = await drawn([
      [0, 'IncomingCall', INCOMING],
      [1, 'NewState', state('991', 'Ringing', IN)],
      [1, 'NewState', state('992', 'Ringing', IN)],
      [5, 'NewState', state('992', 'InUse', IN)],
      [6, 'NewState', state('991', 'Idle')],
      [30, 'NewState', state('992', 'Idle')],
    ]);
    expect(rows).toEqual({
      991: [['ringing', 1, 6]],
      992: [
        ['ringing', 1, 5],
        ['talking', 5, 30],
      ],
    });
    expect(from).toBe(0);
  });

  it.each(['Pause', 'Hold', 'OnHold'])('shows the other side on hold (%s)', async (word) => {
    const { rows } = await drawn([
      [1, 'NewState', state('991', 'Ringing', IN)],
      [5, 'NewState', state('991', 'InUse', IN)],
      [10, 'NewState', state('991', word, IN)],
      [20, 'NewState', state('991', 'InUse', IN)],
      [30, 'NewState', state('991', 'Idle')],
    ]);
    expect(rows).toEqual({
      991: [
        ['ringing', 1, 5],
        ['talking', 5, 10],
        ['holding', 10, 20],
        ['talking', 20, 30],
      ],
    });
  });

  it('shows who is on hold now, until the call is over', async () => {
    const story: Story = [
      [1, 'NewState', state('991', 'Ringing', IN)],
      [5, 'NewState', state('991', 'InUse', IN)],
      [10, 'NewState', state('991', 'Pause', IN)],
    ];
    const now = await drawn(story, { ended: false });
    expect(now.rows['991']?.at(-1)).toEqual(['holding', 10, null]);
    const over = await drawn([
      ...story,
      [30, 'Cdr', { src: '09121234567', dst: '991', disposition: 'ANSWERED' }],
    ]);
    expect(over.rows['991']?.at(-1)).toEqual(['holding', 10, 30]);
  });

  it('lasts while the call does', async () => {
    const story: Story = [
      [1, 'NewState', state('991', 'Ringing', IN)],
      [5, 'NewState', state('991', 'InUse', IN)],
    ];
    const { rows, until } = await drawn(story, { ended: false });
    expect(rows['991']?.at(-1)).toEqual(['talking', 5, null]);
    expect(until).toBeNull();
  });

  it('tells dialling from talking, by the state or by the record', async () => {
    const out = { participant: '09121234567', direction: 'out' };
    const told = await drawn([
      [0, 'NewState', state('991', 'InUse', { ...out, dialer: 'yes' })],
      [8, 'NewState', state('991', 'InUse', { ...out, dialer: 'no' })],
      [20, 'NewState', state('991', 'Idle')],
    ]);
    const recorded = await drawn([
      [0, 'NewState', state('991', 'InUse', out)],
      [20, 'NewState', state('991', 'Idle')],
      [
        21,
        'Cdr',
        {
          src: '991',
          dst: '09121234567',
          type: 'outgoing',
          disposition: 'ANSWERED',
          billsec: 12,
          wait: 8,
          starttime: '2026-01-10 05:30:08',
          endtime: '2026-01-10 05:30:20',
        },
      ],
    ]);
    for (const { rows } of [told, recorded]) {
      expect(rows).toEqual({
        991: [
          ['dialing', 0, 8],
          ['talking', 8, 20],
        ],
      });
    }
  });

  it('marks records, votes and transfers when they arrive', async () => {
    const { marks, transfers, until } = await drawn([
      [1, 'NewState', state('991', 'Ringing', IN)],
      [5, 'NewState', state('991', 'InUse', IN)],
      [9, 'Transfer', { transferer: '991', transferred_from: '09121234567', transferred_to: '992' }],
      [10, 'Cdr', { src: '09121234567', dst: '991', disposition: 'ANSWERED', billsec: 4 }],
      [12, 'CdrQueue', { src: '09121234567', dst: '991', queue: '801', disposition: 'ANSWERED' }],
      [14, 'Survey', { src: '09121234567', dst: '991', point: 5, label: 'نظرسنجی' }],
    ]);
    expect(marks).toEqual([
      ['Cdr', 10, 'ANSWERED, 4 s'],
      ['CdrQueue', 12, 'ANSWERED'],
      ['Survey', 14, '5, نظرسنجی'],
    ]);
    expect(transfers).toEqual([['09121234567', '992', '991', 9]]);
    expect(until).toBe(14);
  });

  it('draws what only a record tells', async () => {
    const { rows } = await drawn([
      [
        40,
        'CdrQueue',
        {
          src: '09121234567',
          dst: '991',
          queue: '801',
          disposition: 'ANSWERED',
          starttime: '2026-01-10 05:30:00',
          ringtime: '2026-01-10 05:30:03',
          answeredtime: '2026-01-10 05:30:09',
          endtime: '2026-01-10 05:30:39',
        },
      ],
    ]);
    expect(rows).toEqual({
      991: [
        ['ringing', 3, 9],
        ['talking', 9, 39],
      ],
    });
  });

  it('does not begin with a clock that is far off', async () => {
    const story: Story = [[20_000, 'NewState', state('991', 'Ringing', IN)]];
    expect(await drawn(story, { ended: false })).toMatchObject({ from: 20_000 });
  });
});
