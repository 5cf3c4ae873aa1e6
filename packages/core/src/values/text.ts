import { isAbsent } from '../fields/record.js';
import type { Reading } from '../reading.js';
import { field, lastOf } from './field.js';

/** Text in whatever type it arrives, digit for digit, without surrounding white space. */
export function readText(value: unknown, reading: Reading, key: string): string | undefined {
  if (typeof value === 'string') return trimmed(value);
  if (isAbsent(value)) return undefined;
  if (typeof value === 'number') return digits(value, reading, key);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return readText(lastOf(value, reading, key), reading, key);
  return reading.invalid(key, 'text');
}

function trimmed(value: string): string | undefined {
  const text =
    isVisible(value.charCodeAt(0)) && isVisible(value.charCodeAt(value.length - 1)) ? value : value.trim();
  return isAbsent(text) ? undefined : text;
}

/** Certainly no white space, which is also found beyond ASCII; NaN, for empty text, is nothing. */
const isVisible = (code: number) => code > 32 && code < 127;

function digits(value: number, reading: Reading, key: string): string {
  if (!reading.parsed) reading.wantsExact = true;
  else if (!Number.isSafeInteger(value)) {
    reading.warn(
      'DIGITS_UNCERTAIN',
      key,
      `${key} arrived as a parsed number, so zeros at its ends may be gone; hand in the unparsed body.`,
    );
  }
  return String(value);
}

/** Free text, a name or an id. */
export const text = (...keys: [string, ...string[]]) => field('text', readText, keys);

function readTelephone(value: unknown, reading: Reading, key: string): string | undefined {
  if (reading.spaceIsPlus && typeof value === 'string' && /^ \d{5,}$/.test(value)) {
    reading.warn('PLUS_RESTORED', key, `${key} began with a space, which is an unescaped "+".`);
    return `+${value.slice(1)}`;
  }
  return readText(value, reading, key);
}

/** A telephone number or extension: text in which an unescaped `+` is put back (WF c). */
export const telephone = (...keys: [string, ...string[]]) => field('telephone', readTelephone, keys);
