import { isAbsent } from '../fields/record.js';
import type { Reading } from '../reading.js';
import { field, lastOf } from './field.js';

const MEANING = new Map<string, boolean>([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

function readFlag(value: unknown, reading: Reading, key: string): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (isAbsent(value)) return undefined;
  if (Array.isArray(value)) return readFlag(lastOf(value, reading, key), reading, key);
  const scalar = typeof value === 'string' || typeof value === 'number';
  const meaning = scalar ? MEANING.get(String(value).trim().toLowerCase()) : undefined;
  return meaning ?? reading.invalid(key, 'yes or no');
}

/** A boolean from `True`, `true`, `yes`, `1` and their opposites (WF c). */
export const flag = (...keys: [string, ...string[]]) => field('flag', readFlag, keys);
