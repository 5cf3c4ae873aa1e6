import type { SimotelEvent } from '../event.js';
import type { EventDataMap } from '../events/index.js';
import type { SimotelEventName } from '../names.js';

/** The same data as JSON carries it: a `Date` becomes Unix time in milliseconds. */
export type PlainData<T> = T extends Date
  ? number
  : T extends string | number | boolean
    ? T
    : T extends readonly (infer Item)[]
      ? PlainData<Item>[]
      : { [P in keyof T]: PlainData<T[P]> };

/** An event as a call keeps it: what it said and when it came. Narrows by `name`. */
export type CallEvent<N extends SimotelEventName = SimotelEventName> = {
  [K in N]: {
    name: K;
    /** When it arrived: Unix time in milliseconds. */
    receivedAt: number;
    /** The id it came with; `null` for the twin of an IncomingCall (WF b). */
    callId: string | null;
    /** Its fields, as `event.data` has them; times are Unix time in milliseconds. */
    data: PlainData<EventDataMap[K]>;
  };
}[N];

/** @param receivedAt - Unix time in milliseconds. */
export function toCallEvent<N extends SimotelEventName>(
  event: SimotelEvent<N>,
  receivedAt: number,
): CallEvent<N>;
export function toCallEvent(event: SimotelEvent, receivedAt: number): unknown {
  return { name: event.name, receivedAt, callId: event.callId, data: plain(event.data) };
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(plain);
  // A copy with few changes: putting it together field by field takes several times as long.
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) if (typeof copy[key] === 'object') copy[key] = plain(copy[key]);
  return copy;
}
