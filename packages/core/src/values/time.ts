import { isAbsent } from '../fields/record.js';
import type { Reading } from '../reading.js';
import { localToUtc } from '../zone.js';
import { field, lastOf } from './field.js';

const CLOCK = /^(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?) (\d{4}-\d{2}-\d{2})$/;
const EPOCH = /^(\d{9,11})(?:\.(\d{1,20}))?$/;
const EXPECTED = 'a time such as "2021-01-16 06:30:37.471398" or epoch seconds';

function readTime(value: unknown, reading: Reading, key: string): Date | undefined {
  if (typeof value === 'string') {
    const text = value.trim();
    if (isAbsent(text)) return undefined;
    return parseTime(text, reading, key);
  }
  if (typeof value === 'number') return parseTime(String(value), reading, key);
  if (isAbsent(value)) return undefined;
  if (Array.isArray(value)) return readTime(lastOf(value, reading, key), reading, key);
  return reading.invalid(key, EXPECTED);
}

function parseTime(text: string, reading: Reading, key: string): Date | undefined {
  let local = parseDateTime(text);
  if (local === undefined) {
    const epoch = parseEpoch(text);
    if (epoch !== undefined) return new Date(epoch);
    // The vendor's tables print the same values time-first (WF c).
    const timeFirst = CLOCK.exec(text);
    local = timeFirst ? parseDateTime(`${timeFirst[2]} ${timeFirst[1]}`) : undefined;
  }
  if (local === undefined) return reading.invalid(key, EXPECTED);
  if (local < 0) return reading.invalid(key, 'a time after 1970 (a year such as 1401 is Jalali, as in pull reports)');
  return new Date(localToUtc(local, reading.zone));
}

/** `YYYY-MM-DD HH:MM:SS[.ffffff]` as if it were UTC. Runs several times an event, hence by hand. */
function parseDateTime(text: string): number | undefined {
  const length = text.length;
  if (length < 19 || (length > 19 && (text.charCodeAt(19) !== 46 || length === 20 || length > 29))) return undefined;
  const separator = text.charCodeAt(10);
  if (separator !== 32 && separator !== 84) return undefined;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  const fraction = length > 20 ? digits(text, 20, length) : 0;
  // Comparisons with NaN are false, so anything that is no digit ends here.
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined;
  if (!(hour < 24 && minute < 60 && second < 60 && fraction >= 0)) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds(fraction, length - 20));
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Milliseconds of a fraction with that many digits, cut off, not rounded: an event never moves into the next second. */
function milliseconds(fraction: number, length: number): number {
  return length > 0 ? Math.floor((fraction * 1000) / 10 ** length) : 0;
}

function parseEpoch(text: string): number | undefined {
  const [, seconds, fraction = ''] = EPOCH.exec(text) ?? [];
  const shown = fraction.slice(0, 9);
  return seconds === undefined ? undefined : Number(seconds) * 1000 + milliseconds(Number(shown), shown.length);
}

/** A moment: the PBX's clock text in the configured zone, or epoch seconds (WF c). */
export const time = (...keys: [string, ...string[]]) => field(readTime, ...keys);
