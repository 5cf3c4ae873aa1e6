import { describe, expect, it } from 'vitest';
import { startOfDay, tallySince } from '../../src/page/format/today.js';

describe('the start of the day', () => {
  it.each([
    ['UTC', '2026-03-20T21:05:00Z', '2026-03-20T00:00:00Z'],
    ['Asia/Tehran', '2026-03-20T21:05:00Z', '2026-03-20T20:30:00Z'],
    ['Asia/Tehran', '2026-03-20T20:29:59Z', '2026-03-19T20:30:00Z'],
    ['Asia/Kathmandu', '2026-03-20T12:00:00Z', '2026-03-19T18:15:00Z'],
    ['Pacific/Kiritimati', '2026-03-20T12:00:00Z', '2026-03-20T10:00:00Z'],
  ])('in %s at %s is %s', (timeZone, now, start) => {
    expect(new Date(startOfDay(Date.parse(now), timeZone)).toISOString()).toBe(new Date(start).toISOString());
  });

  it('is right on days that are longer or shorter', () => {
    const start = (now: string, timeZone: string) =>
      new Date(startOfDay(Date.parse(now), timeZone)).toISOString();
    expect(start('2026-03-29T20:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
    expect(start('2026-10-25T22:30:00Z', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z');
  });

  it('is one o’clock on a day that has no midnight', () => {
    // Cuba puts its clocks forward at midnight.
    expect(new Date(startOfDay(Date.parse('2026-03-08T16:00:00Z'), 'America/Havana')).toISOString()).toBe(
      '2026-03-08T05:00:00.000Z',
    );
  });
});

describe('the tally of today', () => {
  it('adds up the quarters that began since then', () => {
    const tally = [
      [100, 7, 7],
      [200, 1, 0],
      [300, 2, 3],
    ] as const;
    expect(tallySince(tally, 200)).toEqual({ answered: 3, missed: 3 });
    expect(tallySince([], 0)).toEqual({ answered: 0, missed: 0 });
  });
});
