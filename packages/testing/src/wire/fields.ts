import { EVENT_FIELDS, type EventField, type SimotelEventName } from '@simotel-hooks/core';
import { clockWriter, epochText, type TimeWriter } from './time.js';
import type { WireFields, WireValue } from './value.js';

/** How one event writes the values that have several forms (WF b, c). */
interface Style {
  integer(value: number): WireValue;
  flag(value: boolean): string;
  time: TimeWriter;
}

/** The events that send JSON numbers; all others send numbers as text (WF c). */
const WITH_NUMBERS = new Set<SimotelEventName>(['Cdr', 'Survey', 'AutoDialerReport']);
/** The events whose times are epoch seconds; all others print a clock (WF b). */
const WITH_EPOCHS = new Set<SimotelEventName>(['TrunkNewState', 'TrunkAdded', 'TrunkRemoved']);

function styleOf(name: SimotelEventName, timeZone: string): Style {
  return {
    integer: WITH_NUMBERS.has(name) ? (value) => value : String,
    flag: name === 'NewState' ? (value) => (value ? 'yes' : 'no') : (value) => (value ? 'True' : 'False'),
    time: WITH_EPOCHS.has(name) ? epochText : clockWriter(timeZone),
  };
}

/**
 * The data of an event under its wire keys, each value in the type and spelling the vendor documents.
 *
 * @throws {TypeError} for a property the event does not have, or a value of another type.
 */
export function toWire(name: SimotelEventName, data: object, timeZone: string): WireFields {
  return writeAll(EVENT_FIELDS[name], data, styleOf(name, timeZone), name);
}

function writeAll(fields: readonly EventField[], data: object, style: Style, place: string): WireFields {
  const values = new Map<string, unknown>(Object.entries(data));
  const wire: Record<string, WireValue> = {};
  for (const field of fields) {
    const { property, keys } = field;
    const value = values.get(property);
    if (value !== undefined) wire[keys[0]] = write(field, value, style, `${place}.${property}`);
    values.delete(property);
  }
  const [unknown] = values.keys();
  if (unknown === undefined) return wire;
  throw new TypeError(`There is no ${place}.${unknown}; fields that no type describes go into "fields".`);
}

function write(field: EventField, value: unknown, style: Style, place: string): WireValue {
  const { type, fields = [] } = field;
  if (type === 'integer' && typeof value === 'number') return style.integer(value);
  if (type === 'flag' && typeof value === 'boolean') return style.flag(value);
  if (type === 'time' && value instanceof Date) return style.time(value);
  if (type === 'record' && isObject(value)) return writeAll(fields, value, style, place);
  if (type === 'list' && Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      write({ ...field, type: 'record' }, item, style, `${place}[${index}]`),
    );
  }
  if (isText(type) && typeof value === 'string') return value;
  throw new TypeError(`${place} is of the type "${type}"; a ${typeof value} does not fit.`);
}

const isText = (type: EventField['type']) => type === 'text' || type === 'telephone' || type === 'choice';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
