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
  /** Aliases that win over this key where they have a value. */
  readonly better: readonly string[];
}

/** The fields of an event or of a record inside one, ready to read. */
export interface Table<D> {
  readonly columns: ReadonlyMap<string, Column<D>>;
  readonly required: readonly (readonly [property: keyof D, key: string])[];
  readonly fields: FieldsOf<D>;
}

export function defineTable<D>(fields: FieldsOf<D>): Table<D> {
  const columns = new Map<string, Column<D>>();
  const required: [keyof D, string][] = [];
  for (const property in fields) {
    const { read, keys, required: needed } = fields[property];
    for (const [rank, key] of keys.entries()) {
      columns.set(key, { property, read, key, better: keys.slice(0, rank) });
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
  const data: Partial<D> = {};
  let nested: Map<string, NestedPart[]> | undefined;
  for (const key in fields) {
    const column = table.columns.get(key);
    if (column !== undefined) readColumn(data, column, fields, fields[key], reading);
    else nested = collectNested(nested, table, key, fields);
  }
  if (nested !== undefined) {
    for (const [key, parts] of nested) {
      const column = table.columns.get(key);
      if (column && isAbsent(fields[key])) readColumn(data, column, fields, joinNested(parts), reading);
    }
  }
  return data;
}

function readColumn<D>(data: Partial<D>, column: Column<D>, fields: Fields, value: unknown, reading: Reading): void {
  for (const better of column.better) {
    if (isAbsent(fields[better])) continue;
    if (!isAbsent(value) && fields[better] !== value) {
      reading.warn('FIELD_CONFLICT', column.key, `${column.key} and ${better} differ; ${better} is used.`);
    }
    return;
  }
  const result = column.read(value, reading, column.key);
  if (result !== undefined) data[column.property] = result;
}

function collectNested<D>(
  nested: Map<string, NestedPart[]> | undefined,
  table: Table<D>,
  key: string,
  fields: Fields,
): Map<string, NestedPart[]> | undefined {
  const [field, path] = splitNestedKey(key) ?? [];
  if (field === undefined || path === undefined || !table.columns.has(field)) return nested;
  const groups = nested ?? new Map<string, NestedPart[]>();
  const group = groups.get(field) ?? [];
  group.push([path, fields[key]]);
  return groups.set(field, group);
}
