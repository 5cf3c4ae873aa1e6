import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { safeDecode } from '../src/index.js';
import { codes, decodeJson } from './support.js';

function startTime(starttime: unknown, timeZone?: string): unknown {
  const event = decodeJson(
    { event_name: 'Cdr', src: '1', dst: '2', starttime },
    timeZone ? { timeZone } : {},
  );
  return event.name === 'Cdr' ? (event.data.startTime?.toISOString() ?? codes(event)) : undefined;
}

describe('times', () => {
  it.each([
    ['2021-01-16 06:30:37.471398', '2021-01-16T06:30:37.471Z'],
    ['2021-01-16 06:30:37.999999', '2021-01-16T06:30:37.999Z'],
    ['2021-01-16 06:30:37.5', '2021-01-16T06:30:37.500Z'],
    ['2023-02-10 19:09:00', '2023-02-10T19:09:00.000Z'],
    ['2021-01-16T06:30:37', '2021-01-16T06:30:37.000Z'],
    [' 2021-01-16 06:30:37 ', '2021-01-16T06:30:37.000Z'],
    ['11:55:33.208640 2017-11-12', '2017-11-12T11:55:33.208Z'],
    ['06:31:23 2020-11-11', '2020-11-11T06:31:23.000Z'],
    ['2024-02-29 00:00:00', '2024-02-29T00:00:00.000Z'],
    ['1675683148.9228208', '2023-02-06T11:32:28.922Z'],
    [1675683148.9228208, '2023-02-06T11:32:28.922Z'],
    ['1675683148', '2023-02-06T11:32:28.000Z'],
    [1675683148, '2023-02-06T11:32:28.000Z'],
  ])('%j is %s', (sent, expected) => expect(startTime(sent)).toBe(expected));

  // The characters next to the digits in ASCII, and one far away.
  it.each(['/', ':', 'x'])('one %j anywhere makes it no time', (wrong) => {
    const right = '9999-09-19 09:29:49.471';
    for (let at = 0; at < right.length; at++) {
      if (right[at] === wrong) continue;
      expect(startTime(right.slice(0, at) + wrong + right.slice(at + 1)), `at ${at}`).toEqual([
        'FIELD_INVALID',
      ]);
    }
  });

  it.each([
    '2021-01-16',
    '06:30:37',
    '2021-13-01 00:00:00',
    '2021-02-29 00:00:00',
    '2021-04-31 00:00:00',
    '2021-01-16 24:00:00',
    '2021-01-16 06:60:00',
    '2021-01-16 06:30:60',
    '2021-01-16 06:30:37.',
    '2021-01-16 06:30:37.4x',
    '2021-01-16 06:30:37Z',
    '2021-01-16 06:30:37.471+03:30',
    '2021/01/16 06:30:37',
    '1401-06-20 22:43:24',
    '22:43:24 1401-06-20',
    '0099-01-01 00:00:00',
    'now',
    '1675683148922',
    '5',
    5,
    true,
    { $date: 1 },
  ])('%j is left out with FIELD_INVALID', (sent) => expect(startTime(sent)).toEqual(['FIELD_INVALID']));

  it('says that a Jalali year is one', () => {
    const event = decodeJson({ event_name: 'Survey', point: 1, date: '1401-06-20 22:43:24' });
    expect(event.warnings[0]?.message).toMatch(/Jalali/);
  });

  it('reads every second of the calendar as Temporal does', () => {
    const moment = fc.integer({ min: 0, max: 253_402_300_799 });
    fc.assert(
      fc.property(moment, (seconds) => {
        const text = new Date(seconds * 1000).toISOString().slice(0, 19);
        expect(startTime(text.replace('T', ' '))).toBe(`${text}.000Z`);
      }),
    );
  });
});

describe('timeZone', () => {
  const ZONES = [
    'Asia/Tehran',
    'Asia/Kathmandu',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'UTC',
  ];

  it.each([
    ['2022-09-11 22:43:21', 'Asia/Tehran', '2022-09-11T18:13:21.000Z'],
    ['2023-07-01 12:00:00', 'Asia/Tehran', '2023-07-01T08:30:00.000Z'],
    // The hour that does not exist moves on, the hour that exists twice is the first.
    ['2024-03-31 02:30:00', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
    ['2024-10-27 02:30:00', 'Europe/Berlin', '2024-10-27T00:30:00.000Z'],
  ])('%s in %s is %s', (sent, zone, expected) => expect(startTime(sent, zone)).toBe(expected));

  it('does not move epoch seconds', () =>
    expect(startTime('1675683148', 'Asia/Tehran')).toBe('2023-02-06T11:32:28.000Z'));

  it('agrees with Temporal, also where clocks change', () => {
    // Half of the moments are within hours of a change of clocks somewhere.
    const anywhere = fc.integer({ min: 0, max: 2_000_000_000 });
    const changes = [
      1_711_846_800, 1_729_990_800, 1_710_054_000, 1_730_613_600, 1_712_412_000, 1_647_894_600, 1_663_788_600,
    ];
    const nearChange = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -90_000, max: 90_000 }))
      .map(([a, b]) => a + b);
    fc.assert(
      fc.property(fc.oneof(anywhere, nearChange), fc.constantFrom(...ZONES), (seconds, zone) => {
        const text = new Date(seconds * 1000).toISOString().slice(0, 19);
        const expected = Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
        if (expected >= 0) expect(startTime(text, zone)).toBe(new Date(expected).toISOString());
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['Mars/Olympus', '', 'Asia/Tehran\u0000'])('refuses %j as a zone', (timeZone) => {
    const result = safeDecode({ method: 'GET', path: '/ping' }, { timeZone });
    expect(result).toMatchObject({
      error: { code: 'OPTION_INVALID', message: expect.stringContaining('Asia/Tehran') },
    });
  });
});

describe('TIME_ZONE_SUSPECT', () => {
  const began = 1_610_778_618;
  const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const cdr = (offset: number, wait: unknown = 11, timeZone = 'UTC') =>
    decodeJson(
      {
        event_name: 'Cdr',
        src: '1',
        dst: '2',
        starttime: clock(began + 11 + offset),
        wait,
        unique_id: `${began}.378`,
      },
      { timeZone },
    );

  it.each([
    [3.5 * 3600, '+03:30'],
    [4.5 * 3600 + 59, '+04:30'],
    [4.5 * 3600 - 59, '+04:30'],
    [-5 * 3600, '-05:00'],
    [1800, '+00:30'],
    [5.75 * 3600, '+05:45'],
    [14 * 3600, '+14:00'],
  ])('flags Cdr times that are %d seconds off and says that %s fits', (offset, fits) => {
    const event = cdr(offset);
    expect(codes(event)).toEqual(['TIME_ZONE_SUSPECT']);
    expect(event.warnings[0]?.message).toContain(`offset ${fits} would fit`);
    expect(event).toMatchObject({ data: { startTime: new Date((began + 11 + offset) * 1000) } });
  });

  it.each([0, 30, 900, -900, 3600 + 400, 15 * 3600, -13 * 3600])(
    'says nothing of times %d seconds off',
    (offset) => {
      expect(codes(cdr(offset))).toEqual([]);
    },
  );

  it('counts from the configured zone', () => {
    expect(codes(cdr(3.5 * 3600, 11, 'Asia/Tehran'))).toEqual([]);
    const winter = cdr(0, 11, 'Asia/Tehran');
    expect(winter.warnings[0]?.message).toContain('offset +00:00 would fit');
  });

  it('takes the wait before the answer into account', () => {
    expect(codes(cdr(4.5 * 3600, 130))).toEqual([]);
    expect(codes(cdr(4.5 * 3600, undefined))).toEqual(['TIME_ZONE_SUSPECT']);
  });

  it('looks at CdrQueue too, where startTime is the entry into the queue', () => {
    const fields = { event_name: 'CdrQueue', src: '1', dst: '2', cuid: `${began}.1`, wait: '500' };
    expect(codes(decodeJson({ ...fields, starttime: clock(began + 12_600) }))).toEqual(['TIME_ZONE_SUSPECT']);
    expect(codes(decodeJson({ ...fields, starttime: clock(began) }))).toEqual([]);
  });

  it('takes any id, however long, in any zone', () => {
    for (const unique_id of ['9'.repeat(15), '9'.repeat(25), '9'.repeat(400), '0', '.']) {
      const fields = { event_name: 'Cdr', src: '1', dst: '2', starttime: clock(began), wait: 0, unique_id };
      expect(decodeJson(fields, { timeZone: 'Asia/Tehran' })).toMatchObject({
        callId: unique_id,
        warnings: [],
      });
    }
  });

  it.each(['orig.call.1.2', 'x', '5.1'])('says nothing where the id holds no epoch: %s', (unique_id) => {
    const event = decodeJson({ event_name: 'Cdr', src: '1', dst: '2', starttime: clock(began), unique_id });
    expect(codes(event)).toEqual([]);
  });
});
