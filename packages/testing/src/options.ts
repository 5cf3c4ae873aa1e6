import type { EventDataMap, SimotelEventName } from '@simotel-hooks/core';
import type { RequestAuth } from './auth.js';
import type { BODY_ENCODERS, Encoder, LOSSY_ENCODERS, QUERY_ENCODERS } from './wire/encoders.js';
import type { WireFields } from './wire/value.js';

/** The versions that are documented. **G** names the event in the payload, **Rest** in the path too (WF a). */
export const SIMOTEL_VERSIONS = ['G2', 'G3', 'G4', 'Rest2', 'Rest3', 'Rest4'] as const;

/** A version chosen in the panel. */
export type SimotelVersion = (typeof SIMOTEL_VERSIONS)[number];

/**
 * Some fields of an event. They replace the default ones; a nested record or list is replaced as a whole, and
 * `undefined` leaves a field out – also a required one, to see how a program meets an incomplete delivery.
 */
export type DataOverrides<D> = { readonly [P in keyof D]?: D[P] | undefined };

/** What makes one event differ from another of its name. */
export interface EventOverrides<N extends SimotelEventName> {
  /** Fields that differ from the default ones, for example `{ billsec: 9 }`. */
  data?: DataOverrides<EventDataMap[N]>;
  /** The call id, or `null` for none. By default one for events that belong to a call, as documented (WF b). */
  callId?: string | null;
  /** The id the originate API returned. Default `null`: most calls are not started by it. */
  originatedCallId?: string | null;
}

/** How to write an event; every option has a default that gives what a PBX of today sends. */
export interface RequestOptions<N extends SimotelEventName> extends EventOverrides<N> {
  /** The version chosen in the panel. Default `'G4'`. */
  version?: SimotelVersion;
  /** The method chosen in the panel. Default `'POST'`. */
  method?: 'GET' | 'POST';
  /**
   * The path of the address entered in the panel, for example `'/call/'`, with its query if it has one. Rest
   * versions append the event's name to it. Default `'/'`.
   */
  path?: string;
  /** Whether Rest versions append `NewState`, as in the vendor's examples, or `newstate`, as in its text. Default `'pascal'`. */
  suffixCase?: 'pascal' | 'lower';
  /** Whether Rest versions name the event in the payload too, as in the vendor's examples. Default `true`. */
  repeatName?: boolean;
  /** Where a POST of G2, G3, Rest2 and Rest3 carries its fields; which of the two is not known (WF a). Default `'form'`. */
  postAs?: 'form' | 'query';
  /**
   * How the fields are written (WF f): one of {@link QUERY_ENCODERS} or {@link LOSSY_ENCODERS} for a query or a
   * form, of {@link BODY_ENCODERS} for a POST of G4 or Rest4. Default `'json'`.
   */
  encoder?: Encoder;
  /** IANA zone of the PBX's clock; `decode` needs the same. Default `'UTC'`, as that of a PBX (WF c). */
  timeZone?: string;
  /** The key of the call id: `'unique_id'` as in the vendor's samples, `'cuid'` as in its tables, or both (WF b). Default `'unique_id'`. */
  idKey?: 'unique_id' | 'cuid' | 'both';
  /** What authenticates the sender (WF a). Default: nothing. */
  auth?: RequestAuth;
  /**
   * Fields in their wire form, added last: undocumented ones, or a known one with a value that should not be
   * possible, such as `{ billsec: 'soon' }`.
   */
  fields?: WireFields;
}
