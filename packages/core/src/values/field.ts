import type { Reading } from '../reading.js';

/** Turns what arrived under a wire key into a value; `undefined` (with a warning) where that cannot be. */
export type Reader<T> = (value: unknown, reading: Reading, key: string) => T | undefined;

/** One property of an event: how it is read, the wire keys it comes under (best first), whether it must be there. */
export interface Field<T, Required extends boolean = false> {
  readonly read: Reader<T>;
  readonly keys: readonly [string, ...string[]];
  readonly required: Required;
  /** Its parts may come under keys of their own: `detail[0][src]`. */
  readonly nested: boolean;
}

/** An optional field. */
export function field<T>(read: Reader<T>, ...keys: [string, ...string[]]): Field<T> {
  return { read, keys, required: false, nested: false };
}

/** An optional field that holds a record or a list of them. */
export function nestedField<T>(read: Reader<T>, key: string): Field<T> {
  return { read, keys: [key], required: false, nested: true };
}

/** The event makes no sense without this field. */
export function required<T>(field: Field<T>): Field<T, true> {
  return { ...field, required: true };
}

/** A repeated key gives a list; the last item counts, as it does for JSON and in PHP. */
export function lastOf(value: unknown, reading: Reading, key: string): unknown {
  if (!Array.isArray(value)) return value;
  const last: unknown = value.at(-1);
  if (value.some((item) => item !== last)) {
    reading.warn(
      'FIELD_REPEATED',
      key,
      `${key} came ${value.length} times with different values; the last is used.`,
    );
  }
  return last;
}
