import { isAbsent } from '../fields/record.js';
import type { Reading } from '../reading.js';
import { field, lastOf } from './field.js';

const NUMBER = /^[+-]?\d{1,20}(?:\.\d{0,20})?(?:e\+?\d{1,3})?$/i;

function readInteger(value: unknown, reading: Reading, key: string): number | undefined {
  if (typeof value === 'string') {
    const text = value.trim();
    if (isAbsent(text)) return undefined;
    return whole(NUMBER.test(text) ? Number(text) : Number.NaN, reading, key);
  }
  if (typeof value === 'number') return whole(value, reading, key);
  if (isAbsent(value)) return undefined;
  if (Array.isArray(value)) return readInteger(lastOf(value, reading, key), reading, key);
  return reading.invalid(key, 'a whole number');
}

function whole(value: number, reading: Reading, key: string): number | undefined {
  // `+ 0` turns -0 into 0.
  return Number.isSafeInteger(value) ? value + 0 : reading.invalid(key, 'a whole number');
}

/** A whole number from `9` or `"9"`: seconds, points, tries, pages. */
export const integer = (...keys: [string, ...string[]]) => field(readInteger, ...keys);
