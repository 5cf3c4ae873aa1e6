import { describe, expect, it } from 'vitest';
import { createNumberFormat } from '../../src/page/format/numbers.js';
import { createTimeFormat } from '../../src/page/format/time.js';

const AT = Date.UTC(2026, 2, 20, 21, 5, 9, 42);

describe('times', () => {
  it('are written in the zone', () => {
    const inZone = (timeZone: string) =>
      createTimeFormat({ language: 'en', timeZone, calendar: 'gregorian' }).precise(AT);
    expect(inZone('UTC')).toBe('21:05:09.042');
    expect(inZone('Asia/Tehran')).toBe('00:35:09.042');
    expect(inZone('America/New_York')).toBe('17:05:09.042');
  });

  it('are written in the calendar: new year in Tehran, not yet in UTC', () => {
    const jalali = (timeZone: string) =>
      createTimeFormat({ language: 'fa', timeZone, calendar: 'jalali' }).full(AT);
    expect(jalali('Asia/Tehran')).toContain('۱ فروردین ۱۴۰۵');
    expect(jalali('UTC')).toContain('۲۹ اسفند ۱۴۰۴');
  });

  it('are written in the language, whatever the calendar', () => {
    const full = (language: 'en' | 'fa', calendar: 'gregorian' | 'jalali') =>
      createTimeFormat({ language, timeZone: 'Asia/Tehran', calendar }).full(AT);
    expect(full('en', 'gregorian')).toContain('21 March 2026');
    expect(full('en', 'jalali')).toContain('1 Farvardin 1405');
    expect(full('fa', 'gregorian')).toContain('۲۱ مارس ۲۰۲۶');
  });

  it('are nothing where there is none', () => {
    expect(
      createTimeFormat({ language: 'en', timeZone: 'UTC', calendar: 'gregorian' }).clock(Number.NaN),
    ).toBe('');
  });
});

describe('numbers', () => {
  it.each([
    [9, '0:09', '۰:۰۹'],
    [725.9, '12:05', '۱۲:۰۵'],
    [3_600, '1:00:00', '۱:۰۰:۰۰'],
    [-1, '0:00', '۰:۰۰'],
  ])('%d seconds are %s and %s', (seconds, en, fa) => {
    expect(createNumberFormat('en').duration(seconds)).toBe(en);
    expect(createNumberFormat('fa').duration(seconds)).toBe(fa);
  });

  it('are bytes of a fitting unit', () => {
    const { bytes } = createNumberFormat('en');
    expect([bytes(12), bytes(1_240), bytes(2_500_000)]).toEqual(['12 byte', '1.2 kB', '2.5 MB']);
  });
});
