/**
 * What a decoder noticed. The event is usable; the warning says what was assumed, repaired or left out.
 *
 * - `FIELD_INVALID`: the field arrived but cannot be what it should be; it is left out of `data`.
 * - `FIELD_LOST`: the sender's encoder dropped the values of a nested field; only its keys arrived (WF f).
 * - `FIELD_REPEATED`: the field arrived several times with different values; the last one is used.
 * - `FIELD_CONFLICT`: two sources of one field disagree (query and body, or two aliases); the message says which won.
 * - `NAME_CONFLICT`: the payload and the path name different events; the payload is used.
 * - `NAME_INFERRED`: nothing names the event outright; the message says what it was recognised by.
 * - `ID_CONFLICT`: `unique_id` and `cuid` differ; `unique_id` is used.
 * - `TIME_ZONE_SUSPECT`: the times are whole quarters of an hour away from the call id: the PBX sends local time.
 * - `DIGITS_UNCERTAIN`: an id or number arrived as a parsed number; leading or trailing zeros may be gone.
 * - `PLUS_RESTORED`: a telephone number began with a space, which is an unescaped `+` (WF c).
 * - `BODY_REPAIRED`: the body is not valid JSON but could be read (Python literal, leading zeros, trailing comma).
 * - `QUERY_REPAIRED`: the address has its own query and the PBX appended a second `?` to it (WF a).
 * - `INVALID_TEXT`: bytes that are not UTF-8 were replaced by U+FFFD.
 */
export type DecodeWarningCode =
  | 'FIELD_INVALID'
  | 'FIELD_LOST'
  | 'FIELD_REPEATED'
  | 'FIELD_CONFLICT'
  | 'NAME_CONFLICT'
  | 'NAME_INFERRED'
  | 'ID_CONFLICT'
  | 'TIME_ZONE_SUSPECT'
  | 'DIGITS_UNCERTAIN'
  | 'PLUS_RESTORED'
  | 'BODY_REPAIRED'
  | 'QUERY_REPAIRED'
  | 'INVALID_TEXT';

/** A note on how a delivery was understood. Messages never contain field values. */
export interface DecodeWarning {
  /** Stable; switch on this. */
  code: DecodeWarningCode;
  /** The field as it is called on the wire, for example `billsec` or `detail[0].wait`. */
  field?: string;
  /** For people; may change between releases. */
  message: string;
}
