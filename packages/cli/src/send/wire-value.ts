import { type EventField, type SimotelEventName, safeDecode } from '@simotel-hooks/core';
import { createRequest, type WireValue } from '@simotel-hooks/testing';

/** Times with an offset, which a PBX never writes. */
const ISO_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * What a user typed, as something that `decode` reads as a value of the field's type; `undefined` where that cannot be. What a
 * PBX makes of that value is up to `createRequest`.
 */
export function readableValue(
  event: SimotelEventName,
  field: EventField,
  typed: string,
  timeZone: string | undefined,
): WireValue | undefined {
  const value = candidateOf(field, typed);
  if (value === undefined) return undefined;
  const [key] = field.keys;
  const zone = timeZone === undefined ? {} : { timeZone };
  const result = safeDecode(createRequest(event, { ...zone, fields: { [key]: value } }), zone);
  if (!result.success || result.event.kind === 'unknown') return undefined;
  const { data, warnings } = result.event;
  const isClean = !warnings.some(
    ({ field: place = '' }) => place === key || place.startsWith(`${key}.`) || place.startsWith(`${key}[`),
  );
  return isClean && Object.hasOwn(data, field.property) ? value : undefined;
}

function candidateOf(field: EventField, typed: string): WireValue | undefined {
  if (field.type === 'time' && ISO_WITH_OFFSET.test(typed)) return epochOf(typed);
  if (field.type !== 'record' && field.type !== 'list') return typed;
  const value = wireValueOf(typed);
  const items = field.type === 'list' ? value : [value];
  if (!isList(items)) return undefined;
  const wired = items.map((item) => withWireKeys(field.fields ?? [], item));
  if (!wired.every((item) => item !== undefined)) return undefined;
  return field.type === 'list' ? wired : wired[0];
}

/** Epoch seconds, which every event takes for a time (WF c). */
function epochOf(iso: string): string | undefined {
  const time = Date.parse(iso);
  const day = iso.slice(0, 10);
  // `Date` makes the second of March of the thirtieth of February.
  const isDay = !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
  return Number.isNaN(time) || !isDay ? undefined : String(time / 1000);
}

/** JSON, as it goes out where it is no value of the field; else the text itself. */
export function wireValueOf(typed: string): WireValue {
  try {
    const value: unknown = JSON.parse(typed);
    return isWireValue(value) ? value : typed;
  } catch {
    return typed;
  }
}

/** A record whose properties, or keys on the wire, are all known. */
function withWireKeys(fields: readonly EventField[], item: WireValue): WireValue | undefined {
  if (typeof item !== 'object' || item === null || isList(item)) return undefined;
  const entries = Object.entries(item).map(([name, value]) => {
    const field = fields.find(({ property, keys }) => property === name || keys.includes(name));
    return field ? ([field.keys[0], value] as const) : undefined;
  });
  if (!entries.every((entry) => entry !== undefined)) return undefined;
  return Object.fromEntries(entries);
}

const isList = (value: WireValue): value is readonly WireValue[] => Array.isArray(value);

function isWireValue(value: unknown): value is WireValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'object' && Object.values(value).every(isWireValue);
}
