import type { EventField } from '@simotel-hooks/core';
import { type Known, propertyOf, type Use } from './explain-known.js';
import type { NestedKey } from './nested-key.js';
import { isEmpty, toJson } from './wire-value.js';

/** What became of one part of a nested field: the property is that of the whole field, the value that of the part. */
export function explainPart(
  wireKey: string,
  part: NestedKey,
  { property, fields: inner = [] }: EventField,
  known: Known,
): Use {
  const { head, index, key } = part;
  if (isEmpty(known.fields[wireKey])) return { use: 'empty', property };
  // The field came as a whole as well, and that counts.
  if (!isEmpty(known.fields[head])) return { use: 'outranked', property };
  if (known.isFaulty(head)) return { use: 'invalid', property };
  const field = inner.find(({ keys }) => key !== null && keys.includes(key));
  if (key !== null && !field) return { use: 'undescribed', property };
  const position = known.positionOf(part);
  const place = index === null ? head : `${head}[${position}]`;
  if (known.isFaulty(`${place}.${key}`)) return { use: 'invalid', property };
  const record = itemOf(known.dataOf(property), index === null ? null : position);
  const value = field ? record && propertyOf(record, field.property) : record;
  return value === undefined
    ? { use: 'empty', property }
    : { use: 'property', property, value: toJson(value) };
}

/** The record a part belongs to: one of a list, or the only one. */
function itemOf(value: unknown, position: number | null): object | undefined {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const item = items[position ?? 0];
  return typeof item === 'object' && item !== null ? item : undefined;
}
