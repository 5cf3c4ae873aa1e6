import { isAbsent } from '../fields/record.js';
import type { Reading } from '../reading.js';
import { field, lastOf } from './field.js';

const EXPECTED = 'a whole number';
const NUMBER = /^[+-]?\d{1,20}(?:\.\d{0,20})?(?:e\+?\d{1,3})?$/i;

function readInteger(value: unknown, reading: Reading, key: string): number | undefined {
  // `+ 0` turns -0 into 0.
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? value + 0 : reading.invalid(key, EXPECTED);
  if (typeof value !== 'string') {
    if (isAbsent(value)) return undefined;
    if (Array.isArray(value)) return readInteger(lastOf(value, reading, key), reading, key);
    return reading.invalid(key, EXPECTED);
  }
  const plain = plainDigits(value);
  if (plain >= 0) return plain;
  const text = value.trim();
  if (isAbsent(text)) return undefined;
  return readInteger(NUMBER.test(text) ? Number(text) : Number.NaN, reading, key);
}

/** The number of a text of one to nine digits, else -1. What nearly always comes, hence without a regular expression. */
function plainDigits(text: string): number {
  if (text.length === 0 || text.length > 9) return -1;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** A whole number from `9` or `"9"`: seconds, points, tries, pages. */
export const integer = (...keys: [string, ...string[]]) => field('integer', readInteger, keys);
