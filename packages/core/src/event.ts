import type { EventDataMap } from './events/index.js';
import type { SimotelEventName } from './names.js';
import type { DecodeWarning } from './warnings.js';

/** What arrived, before any meaning was given to it. */
export interface RawDelivery {
  /** The event's name as the sender spelt it, or `null` where the event was recognised by its fields. */
  eventName: string | null;
  /** Every field of query and body as received, also those no type describes. */
  fields: Readonly<Record<string, unknown>>;
}

/** What every decoded delivery has. */
export interface EventEnvelope {
  /**
   * The call this event belongs to: `unique_id`, `cuid` or `uniqueid` (WF b), always text, `null` where the
   * event carries none. Usually `epochSeconds.sequence`; never parse it as a number (`1613906376.30`).
   */
  callId: string | null;
  /** The id the originate API returned, for calls started by it: `orig.call.…`; otherwise `null` (WF b). */
  originatedCallId: string | null;
  /** What arrived, untouched. */
  raw: RawDelivery;
  /** What was assumed, repaired or left out; empty for a clean delivery. */
  warnings: readonly DecodeWarning[];
}

/** A decoded event of one known name. */
export interface KnownSimotelEvent<N extends SimotelEventName> extends EventEnvelope {
  kind: 'event';
  /** Discriminates the union: `switch (event.name)`. */
  name: N;
  /** The event's typed fields. */
  data: EventDataMap[N];
}

/** Any known event, or those named: `SimotelEvent<'Cdr' | 'CdrQueue'>`. Narrows by `name`. */
export type SimotelEvent<N extends SimotelEventName = SimotelEventName> = {
  [K in N]: KnownSimotelEvent<K>;
}[N];

/** A delivery with a name this version does not know. Its fields are in `raw.fields`, its name in `raw.eventName`. */
export interface UnknownSimotelEvent extends EventEnvelope {
  kind: 'unknown';
  name: null;
}

/** Whatever `decode` returns. A `switch (event.name)` over the known names and `null` is exhaustive. */
export type AnySimotelEvent = SimotelEvent | UnknownSimotelEvent;
