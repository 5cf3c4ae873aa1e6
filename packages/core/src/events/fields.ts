import { SIMOTEL_EVENT_NAMES, type SimotelEventName } from '../names.js';
import type { FieldDescription, FieldType } from '../values/field.js';
import { EVENTS } from './index.js';

/** One field of an event: its names in the program and on the wire, and the kind of its value. */
export interface EventField {
  /** Its name in `event.data`, for example `'startTime'`. */
  readonly property: string;
  /** Its names on the wire, best first: `['starttime', 'start_time']` (WF b). */
  readonly keys: readonly [string, ...string[]];
  /** Whether an event without it is refused with `EVENT_INVALID`. */
  readonly required: boolean;
  /** The kind of its value. */
  readonly type: FieldType;
  /** With `'choice'` only: the known values. Others are possible; every enumeration is open. */
  readonly values?: readonly string[];
  /** With `'record'` and `'list'` only: the fields of the record, or of each item. */
  readonly fields?: readonly EventField[];
}

/** The fields of every event by its name. */
export type EventFields = { readonly [N in SimotelEventName]: readonly EventField[] };

/**
 * The fields of every event, as `decode` knows them: for tools that write payloads, tables or forms. Frozen.
 * The ids, which every event may carry, are not among them: `unique_id` (or `cuid`) and `originated_call_id`.
 *
 * @example
 * ```ts
 * for (const { property, keys, type } of EVENT_FIELDS.Survey) console.log(property, keys[0], type); // src src telephone …
 * ```
 */
export const EVENT_FIELDS: EventFields = /* @__PURE__ */ ofEveryEvent((name) =>
  describe(EVENTS[name].table.fields),
);

// An overload, because `Object.fromEntries` forgets the names.
function ofEveryEvent<T>(of: (name: SimotelEventName) => T): Readonly<Record<SimotelEventName, T>>;
function ofEveryEvent<T>(of: (name: SimotelEventName) => T): Readonly<Record<string, T>> {
  return Object.freeze(Object.fromEntries(SIMOTEL_EVENT_NAMES.map((name) => [name, of(name)] as const)));
}

function describe(fields: Readonly<Record<string, FieldDescription>>): readonly EventField[] {
  const described = Object.entries(fields).map(([property, { keys, required, type, values, table }]) => {
    const [best, ...others] = keys;
    return Object.freeze<EventField>({
      property,
      keys: Object.freeze<EventField['keys']>([best, ...others]),
      required,
      type,
      ...(values && { values: Object.freeze([...values]) }),
      ...(table && { fields: describe(table.fields) }),
    });
  });
  return Object.freeze(described);
}
