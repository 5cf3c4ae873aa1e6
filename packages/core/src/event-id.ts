import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AnySimotelEvent } from './event.js';
import { isAbsent, isRecord } from './fields/record.js';

/**
 * A fingerprint of an event: the same event has the same id whatever version, method or encoding brought it, so
 * it can serve as a key against repeats (Simotel sends no delivery id; WF d). Two equal events have one id:
 * an extension that goes idle twice outside a call cannot be told apart by content.
 *
 * @returns The event's name (or `Unknown`), a hyphen and 32 hexadecimal digits, for example `Cdr-6a1f…`.
 * It depends on `data` and ids, hence on `DecodeOptions.timeZone`, but not on `raw` or `warnings`; for an
 * unknown event it depends on its name and `raw.fields`.
 */
export function eventId(event: AnySimotelEvent): string {
  const { callId, originatedCallId } = event;
  const content =
    event.kind === 'event' ? event.data : { ...event.raw.fields, event_name: event.raw.eventName };
  const text = JSON.stringify([event.name, callId, originatedCallId, canonical(content)]);
  return `${event.name ?? 'Unknown'}-${bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32)}`;
}

/** Order of keys, absent values and the type of a scalar depend on the transport; what is left does not. */
function canonical(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(canonical);
  if (!isRecord(value)) return String(value);
  return Object.keys(value)
    .filter((key) => !isAbsent(value[key]))
    .sort()
    .map((key) => [key, canonical(value[key])]);
}
