import { LiteralError } from '../fields/literal.js';
import { type Fields, isAbsent, isRecord } from '../fields/record.js';
import { parseStructured } from '../fields/structured.js';
import type { Reading } from '../reading.js';
import { type Field, field, type Reader } from './field.js';
import type { Table } from './table.js';

const STRUCTURED = /^\s*[[{(]/;

/** A nested object: JSON, a Python literal, bracket or dot keys, once or repeated (WF f). */
export function record<D>(table: Table<D>, key: string): Field<Partial<D>> {
  const read: Reader<Partial<D>> = (value, reading, key) => {
    const items = recordsIn(value, reading, key);
    const item = items?.at(-1);
    if (items && items.length > 1)
      reading.warn('FIELD_REPEATED', key, `${key} came several times; the last is used.`);
    return item && within(reading, `${key}.`, () => table.read(item, reading));
  };
  return field('record', read, [key], { table });
}

/** A nested list of objects, in any of the same forms. */
export function list<D>(table: Table<D>, key: string): Field<Partial<D>[]> {
  const read: Reader<Partial<D>[]> = (value, reading, key) => {
    const items = recordsIn(value, reading, key);
    return items?.map((item, index) => within(reading, `${key}[${index}].`, () => table.read(item, reading)));
  };
  return field('list', read, [key], { table });
}

function within<T>(reading: Reading, place: string, read: () => T): T {
  const outer = reading.prefix;
  reading.prefix = outer + place;
  try {
    return read();
  } finally {
    reading.prefix = outer;
  }
}

/** A key of a dict as `requests` leaves it, or what jQuery makes of an object. */
const HUSK = /^(?:[\w-]+|\[object \w+\])$/;

/** Whether a sender's encoder (or a query parser, for a list of bare values) has thrown keys or values away. */
const isLost = (items: readonly unknown[]) =>
  items.every(
    (item) => typeof item === 'string' && (HUSK.test(item) || (items.length > 1 && !STRUCTURED.test(item))),
  );

function recordsIn(value: unknown, reading: Reading, key: string): Fields[] | undefined {
  if (isAbsent(value)) return undefined;
  if (Array.isArray(value) && value.every(isRecord)) return value;
  const items = itemsOf(value).map((item) => (typeof item === 'string' ? parseItem(item, reading) : item));
  // A list in one text, `[{…}, {…}]`, is one item so far.
  const flat = items.flatMap(itemsOf).filter((item) => !isAbsent(item));
  if (flat.every(isRecord)) return flat;
  if (!isLost(flat)) return reading.invalid(key, 'an object or a list of objects');
  reading.warn(
    'FIELD_LOST',
    key,
    `${key} arrived without its keys or values: the sender's encoder dropped them.`,
  );
  return undefined;
}

/** The items of a list; query parsers make an object with the keys 0, 1, 2 … of a long one. */
function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return [value];
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key)) ? Object.values(value) : [value];
}

/** The value behind a text that holds JSON or a Python literal, else the text itself. */
function parseItem(text: string, reading: Reading): unknown {
  if (!STRUCTURED.test(text)) return text;
  try {
    return parseStructured(text, reading.exact).value;
  } catch (error) {
    if (error instanceof LiteralError) return text;
    throw error;
  }
}
