import { isAbsent } from '../fields/record.js';
import type { Reading } from '../reading.js';
import { localToUtc } from '../zone.js';
import { field } from './field.js';
import { readText } from './text.js';

const SPACE = 32;
const HYPHEN = 45;
const DOT = 46;
const COLON = 58;
const LETTER_T = 84;
const TIME_FIRST = /^(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?) (\d{4}-\d{2}-\d{2})$/;
const EPOCH = /^\d{9,11}(?:\.\d{1,20})?$/;
const EXPECTED = 'a time such as "2021-01-16 06:30:37.471398" or epoch seconds';

function readTime(value: unknown, reading: Reading, key: string): Date | undefined {
  if (typeof value === 'number') return readRareTime(String(value), reading, key);
  const text = typeof value === 'string' ? value : readText(value, reading, key);
  if (text === undefined) return undefined;
  const clock = parseClock(text);
  return clock === undefined ? readRareTime(text.trim(), reading, key) : moment(clock, reading, key);
}

function moment(clock: number, reading: Reading, key: string): Date | undefined {
  if (clock >= 0) return new Date(localToUtc(clock, reading.zone));
  return reading.invalid(key, 'a time after 1970 (a year such as 1401 is Jalali, as in pull reports)');
}

function readRareTime(text: string, reading: Reading, key: string): Date | undefined {
  if (isAbsent(text)) return undefined;
  if (EPOCH.test(text)) return new Date(parseEpoch(text));
  // The vendor's tables print the same values time-first (WF c).
  const [, time, date] = TIME_FIRST.exec(text) ?? [];
  const clock = parseClock(date === undefined ? text : `${date} ${time}`);
  return clock === undefined ? reading.invalid(key, EXPECTED) : moment(clock, reading, key);
}

/**
 * `YYYY-MM-DD HH:MM:SS[.ffffff]` as if it were UTC, its fraction cut off to milliseconds, not rounded: an event
 * never moves into the next second. Runs several times an event, hence by hand and in integers.
 */
function parseClock(text: string): number | undefined {
  const length = text.length;
  if (length < 19 || length > 29 || !isSeparator(text.charCodeAt(10))) return undefined;
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return undefined;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return undefined;
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const day = pair(text, 8);
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  const second = pair(text, 17);
  const milliseconds = length === 19 ? 0 : fraction(text, 19);
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  if (milliseconds < 0) return undefined;
  return (
    daysSince1970(year, month, day) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
  );
}

const isSeparator = (code: number) => code === SPACE || code === LETTER_T;

/** The two digits at a place; far below zero where there are none, so that no sum with them is a year. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  // One branch for four comparisons: the sign of any of these is the sign of all.
  return (tens | (9 - tens) | ones | (9 - ones)) < 0 ? -10_000 : tens * 10 + ones;
}

/** Milliseconds of `.ffffff` from `at` to the end; -1 where it is not a fraction. */
function fraction(text: string, at: number): number {
  if (text.charCodeAt(at) !== DOT || at + 1 === text.length) return -1;
  let value = 0;
  let weight = 100;
  for (let index = at + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return -1;
    value += (code - 48) * weight;
    weight = (weight / 10) | 0;
  }
  return value;
}

/** The Gregorian calendar in integers, which is faster than `Date.UTC`. March begins the year, so leap days end it. */
function daysSince1970(year: number, month: number, day: number): number {
  const from = month > 2 ? year : year - 1;
  const century = (from / 100) | 0;
  const leaps = (from >> 2) - century + (century >> 2);
  const dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day;
  return from * 365 + leaps + dayOfYear - 719_469;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function parseEpoch(text: string): number {
  const dot = text.indexOf('.');
  return dot === -1 ? Number(text) * 1000 : Number(text.slice(0, dot)) * 1000 + fraction(text, dot);
}

/** A moment: the PBX's clock text in the configured zone, or epoch seconds (WF c). */
export const time = (...keys: [string, ...string[]]) => field('time', readTime, keys);
