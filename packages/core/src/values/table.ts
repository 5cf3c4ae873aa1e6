import { joinNested, type NestedPart, splitNestedKey } from '../fields/nested.js';
import { type Fields, isAbsent } from '../fields/record.js';
import type { Reading } from '../reading.js';
import type { Field } from './field.js';

/** How each property of `D` is read. The compiler checks that none is missing, misplaced or of another type. */
export type FieldsOf<D> = {
  readonly [P in keyof D]-?: Field<Exclude<D[P], undefined>, object extends Pick<D, P> ? false : true>;
};

/** Reads what arrived under the keys of `fields`; see `events/readers.generated.ts`. */
export type TableReader<D> = (fields: FieldsOf<D>, wire: Fields, reading: Reading) => Partial<D>;

/** The fields of an event or of a record inside one, ready to read. */
export interface Table<D> {
  readonly fields: FieldsOf<D>;
  readonly required: readonly (readonly [property: keyof D, key: string])[];
  /** @returns Properties that could be read; required ones may be missing. */
  read(wire: Fields, reading: Reading): Partial<D>;
}

export function defineTable<D>(read: TableReader<D>, fields: FieldsOf<D>): Table<D> {
  const required: [keyof D, string][] = [];
  for (const property in fields) {
    if (fields[property].required) required.push([property, fields[property].keys[0]]);
  }
  return { fields, required, read: (wire, reading) => read(fields, wire, reading) };
}

/** Whether one of the aliases before the one at `rank` has a value. */
export function isOutranked(keys: readonly string[], rank: number, wire: Fields, reading: Reading): boolean {
  const key = keys[rank];
  const winner = keys.slice(0, rank).find((alias) => !isAbsent(wire[alias]));
  if (key === undefined || winner === undefined) return false;
  if (!isAbsent(wire[key]) && wire[key] !== wire[winner]) {
    reading.warn('FIELD_CONFLICT', key, `${key} and ${winner} differ; ${winner} is used.`);
  }
  return true;
}

/** A nested field: as it came, or put together from the bracket and dot keys that are parts of it. */
export function gather(wire: Fields, key: string): unknown {
  if (!isAbsent(wire[key])) return wire[key];
  const parts: NestedPart[] = [];
  for (const wireKey in wire) {
    const [field, path] = splitNestedKey(wireKey) ?? [];
    if (field === key && path !== undefined) parts.push([path, wire[wireKey]]);
  }
  return parts.length > 0 ? joinNested(parts) : undefined;
}
