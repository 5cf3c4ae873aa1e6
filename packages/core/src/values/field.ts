import type { Reading } from '../reading.js';

/** Turns what arrived under a wire key into a value; `undefined` (with a warning) where that cannot be. */
export type Reader<T> = (value: unknown, reading: Reading, key: string) => T | undefined;

/** What kind of value a field holds, and hence how it may be written on the wire (WF c, f). */
export type FieldType = 'text' | 'telephone' | 'integer' | 'flag' | 'choice' | 'time' | 'record' | 'list';

/** What is known of a field without reading it. */
export interface FieldDescription {
  readonly type: FieldType;
  /** The wire keys it comes under, best first. */
  readonly keys: readonly [string, ...string[]];
  readonly required: boolean;
  /** The known values of a `choice`. */
  readonly values?: readonly string[];
  /** What a `record`, or each item of a `list`, is made of. */
  readonly table?: { readonly fields: Readonly<Record<string, FieldDescription>> };
}

/** One property of an event: what it is, and how it is read. */
export interface Field<T, Required extends boolean = false> extends FieldDescription {
  readonly read: Reader<T>;
  readonly required: Required;
}

/** An optional field. */
export function field<T>(
  type: FieldType,
  read: Reader<T>,
  keys: FieldDescription['keys'],
  parts?: Pick<FieldDescription, 'values' | 'table'>,
): Field<T> {
  return { type, read, keys, required: false, ...parts };
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
