import { SimotelError } from '../error.js';
import type { AuthResult } from './authenticator.js';

/** A mistake of the program. Messages name the place of a value, never the value: it may be a secret. */
export function invalid(message: string): SimotelError {
  return new SimotelError('OPTION_INVALID', message);
}

/** Makes sure that a value is text and not empty, which is what an unset environment variable becomes. */
export function assertText(value: unknown, place: string): asserts value is string {
  if (typeof value === 'string' && value !== '') return;
  if (value === undefined || value === null || value === '') {
    throw invalid(
      `${place} is ${value === '' ? 'empty' : 'missing'}. ` +
        'If it comes from an environment variable or a database, make sure that it is set there.',
    );
  }
  throw invalid(`${place} is not text (typeof is ${typeof value}); it must be a string that is not empty.`);
}

/** What accepts a delivery of this source. It is made once, so it is frozen: many deliveries share it. */
export function accepted(source: unknown, place: string): AuthResult {
  if (source === undefined) return true;
  assertText(source, place);
  return Object.freeze({ source });
}

/** Reads one value, or each of a list that is not empty; `place` says in messages which one it is. */
export function readEach<T, R>(
  value: T | readonly T[],
  owner: string,
  read: (entry: T, place: string) => R,
): readonly R[] {
  if (!isList(value)) return [read(value, `given to ${owner}`)];
  if (value.length === 0)
    throw invalid(`The list given to ${owner} is empty, which would refuse every delivery.`);
  return value.map((entry, index) => read(entry, `at index ${index} of the list given to ${owner}`));
}

// Array.isArray does not narrow readonly arrays.
export function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** Whether a value can have properties that are worth reading. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
