import type { DecodeWarning, SimotelErrorCode, SimotelIssue } from '@simotel-hooks/core';

/** How a delivery was understood. Plain data that survives JSON. */
export interface Explanation {
  readonly transport: Transport;
  /** `null` where nothing names an event. */
  readonly name: ExplainedName | null;
  readonly callId: string | null;
  readonly originatedCallId: string | null;
  /** Every field that arrived, in the order in which it did. */
  readonly fields: readonly ExplainedField[];
  readonly warnings: readonly DecodeWarning[];
  /** Why there is no event. `fields` and `warnings` then tell what the rest of the delivery says. */
  readonly error: ExplainedError | null;
}

/** One of the ways Simotel delivers an event, as the request itself shows it: a content type is too often wrong (WF a). */
export interface Transport {
  /** `G`: a field names the event. `Rest`: the end of the path does. */
  readonly version: 'G' | 'Rest';
  readonly method: string;
  /** Where the fields are; `mixed` where query and body both bring some. */
  readonly encoding: 'query' | 'JSON' | 'form' | 'mixed';
}

/** Which event it is, and how that is known. */
export interface ExplainedName {
  /** The known name; `null` for an unknown event. */
  readonly name: string | null;
  /** As the sender spelt it; `null` where the event was recognised by its fields. */
  readonly spelling: string | null;
  /** The field that names it, the end of the path, or the fields of the one event that is documented without a name. */
  readonly from: 'event_name' | 'event' | 'path' | 'fields';
}

/** One field as it arrived, and what became of it. */
export interface ExplainedField {
  /** As on the wire, for example `starttime` or `detail[0][src]`. */
  readonly key: string;
  readonly from: 'query' | 'body';
  /** What arrived. */
  readonly raw: unknown;
  /**
   * - `property`: it became `property` of `event.data`, with `value`.
   * - `name`, `callId`, `originatedCallId`: it names the event, the call, or its origin.
   * - `outranked`: another field of the same property counts (see the warnings).
   * - `invalid`: it cannot be what it should be, or was lost on the way (see the warnings); it is not in `data`.
   * - `empty`: it says nothing (`None`, `null`, empty text).
   * - `undescribed`: no type describes it; it stays in `raw.fields`.
   */
  readonly use:
    | 'property'
    | 'name'
    | 'callId'
    | 'originatedCallId'
    | 'outranked'
    | 'invalid'
    | 'empty'
    | 'undescribed';
  /** The property of `event.data` it belongs to, used or not: `startTime`. */
  readonly property: string | null;
  /**
   * What `data` has there, or would have if the event were not refused: JSON, times as ISO 8601 text. Of one part of a nested
   * field (`detail[0][src]`), that part; of a name or id, what the event has.
   */
  readonly value?: unknown;
}

/** Why a delivery is no event. */
export interface ExplainedError {
  readonly code: SimotelErrorCode;
  readonly status: number;
  /** Says what to do. */
  readonly message: string;
  readonly issues: readonly SimotelIssue[];
}
