import { joinNested, type NestedPart, splitNestedKey } from '../fields/nested.js';
import { type Fields, isAbsent } from '../fields/record.js';
import type { Reading } from '../reading.js';
import type { Field, Reader } from './field.js';

/** How each property of `D` is read. The compiler checks that none is missing, misplaced or of another type. */
export type FieldsOf<D> = {
  readonly [P in keyof D]-?: Field<Exclude<D[P], undefined>, object extends Pick<D, P> ? false : true>;
};

/** One wire key of a table. */
interface Column<D> {
  readonly property: keyof D;
  readonly read: Reader<Exclude<D[keyof D], undefined>>;
  readonly key: string;
  /** Aliases that win over this key where they have a value; `null` for the best. */
  readonly better: readonly string[] | null;
}

/** The fields of an event or of a record inside one, ready to read. */
export interface Table<D> {
  /** By wire key; `null` for the keys that are read before any table. */
  readonly columns: ReadonlyMap<string, Column<D> | null>;
  readonly required: readonly (readonly [property: keyof D, key: string])[];
  readonly fields: FieldsOf<D>;
}

/** What names an event and its call: of every delivery, hence spared the search for brackets in unknown keys. */
const ENVELOPE = ['event_name', 'event', 'unique_id', 'cuid', 'uniqueid', 'originated_call_id'];

export function defineTable<D>(fields: FieldsOf<D>): Table<D> {
  const columns = new Map<string, Column<D> | null>(ENVELOPE.map((key) => [key, null]));
  const required: [keyof D, string][] = [];
  for (const property in fields) {
    const { read, keys, required: needed } = fields[property];
    for (const [rank, key] of keys.entries()) {
      columns.set(key, { property, read, key, better: rank === 0 ? null : keys.slice(0, rank) });
    }
    if (needed) required.push([property, keys[0]]);
  }
  return { columns, required, fields };
}

/**
 * Reads what arrived, key by key: a delivery has fewer keys than a table has columns.
 *
 * @returns Properties that could be read; required ones may be missing.
 */
export function readTable<D>(table: Table<D>, fields: Fields, reading: Reading): Partial<D> {
  const { columns } = table;
  const data: Partial<D> = {};
  let nested: Nested | undefined;
  for (const key in fields) {
    const column = columns.get(key);
    if (column === null) continue;
    if (column === undefined) {
      nested = collectNested(nested, columns, key, fields);
    } else if (column.better === null || !isOutranked(column.better, key, fields, reading)) {
      const value = column.read(fields[key], reading, key);
      if (value !== undefined) data[column.property] = value;
    }
  }
  if (nested === undefined) return data;
  for (const [key, parts] of nested) {
    const column = isAbsent(fields[key]) ? columns.get(key) : undefined;
    const value = column?.read(joinNested(parts), reading, key);
    if (column && value !== undefined) data[column.property] = value;
  }
  return data;
}

function isOutranked(better: readonly string[], key: string, fields: Fields, reading: Reading): boolean {
  const winner = better.find((alias) => !isAbsent(fields[alias]));
  if (winner === undefined) return false;
  if (!isAbsent(fields[key]) && fields[key] !== fields[winner]) {
    reading.warn('FIELD_CONFLICT', key, `${key} and ${winner} differ; ${winner} is used.`);
  }
  return true;
}

/** Bracket and dot keys by the field they are part of. */
type Nested = Map<string, NestedPart[]>;

function collectNested(
  nested: Nested | undefined,
  columns: ReadonlyMap<string, unknown>,
  key: string,
  fields: Fields,
): Nested | undefined {
  const [field, path] = splitNestedKey(key) ?? [];
  if (field === undefined || path === undefined || !columns.has(field)) return nested;
  const groups = nested ?? new Map<string, NestedPart[]>();
  const group = groups.get(field) ?? [];
  group.push([path, fields[key]]);
  return groups.set(field, group);
}
