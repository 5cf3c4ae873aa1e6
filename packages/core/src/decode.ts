import { SimotelError } from './error.js';
import type { AnySimotelEvent } from './event.js';
import type { CallIds } from './events/define.js';
import { EVENTS } from './events/index.js';
import { readFields } from './fields/fields.js';
import { type Fields, isAbsent } from './fields/record.js';
import { resolveName } from './name.js';
import { Reading } from './reading.js';
import type { Payload, WebhookRequest } from './request.js';
import { readText } from './values/text.js';
import { type Zone, zoneOf } from './zone.js';

/** How to decode; every option has a default that suits a PBX in its default settings. */
export interface DecodeOptions {
  /**
   * IANA zone of the PBX's clock, because the times it sends carry no offset. Default `'UTC'`, as the vendor
   * documents; a PBX set to `client_api_use_local_timezone` needs its own, for example `'Asia/Tehran'` (WF c).
   */
  timeZone?: string;
  /** The part of `path` that is your address, for example `'/webhooks/simotel'`. Default `''`. */
  basePath?: string;
  /** Bytes (of binary) or characters (of text) a body or a query may have. Default 1 MiB. */
  bodyLimit?: number;
}

/** What {@link safeDecode} returns. */
export type DecodeResult =
  | { success: true; event: AnySimotelEvent }
  | { success: false; error: SimotelError };

/**
 * Turns one HTTP request of a Simotel PBX into a typed event, whatever version, method and encoding it uses.
 * "WF a" to "WF g" in the comments of this package mean the sections of its WIRE-FORMAT.md.
 *
 * @throws {SimotelError} and nothing else: `BODY_MALFORMED`, `BODY_TOO_LARGE`, `EVENT_NAME_MISSING`,
 * `EVENT_INVALID`, or `OPTION_INVALID` for an unknown time zone.
 *
 * @example
 * ```ts
 * const event = decode({ method: 'GET', path: '/call/NewState', query: 'exten=991&state=Ringing' });
 * if (event.name === 'NewState') console.log(event.data.exten, event.data.state); // 991 Ringing
 * ```
 */
export function decode(request: WebhookRequest, options?: DecodeOptions): AnySimotelEvent {
  const result = run(request, options);
  if (result instanceof SimotelError) throw result;
  return result;
}

/** {@link decode} for those who prefer a result to an exception. It never throws. */
export function safeDecode(request: WebhookRequest, options?: DecodeOptions): DecodeResult {
  const result = run(request, options);
  return result instanceof SimotelError
    ? { success: false, error: result }
    : { success: true, event: result };
}

function run(request: WebhookRequest, options: DecodeOptions = {}): AnySimotelEvent | SimotelError {
  try {
    if (typeof request !== 'object' || request === null) throw new TypeError('The request is not an object.');
    const { timeZone = 'UTC', basePath = '', bodyLimit = 1_048_576 } = options;
    const base = basePath !== '' && basePath.endsWith('/') ? basePath.replace(/\/+$/, '') : basePath;
    return decodeWith(request, { basePath: base, zone: zoneOf(timeZone), bodyLimit, secrets: [] });
  } catch (cause) {
    if (cause instanceof SimotelError) return cause;
    return new SimotelError('OPTION_INVALID', 'decode takes a request object and an options object.', {
      cause,
    });
  }
}

/** Options that have been checked. */
export interface DecodeSettings {
  /** Without a slash at its end. */
  basePath: string;
  zone: Zone;
  bodyLimit: number;
  /** Fields that carry secrets: they are dropped before anything looks at the fields. */
  secrets: readonly string[];
}

/** {@link decode} without checks of its options, and without exceptions. */
export function decodeWith(request: Payload, settings: DecodeSettings): AnySimotelEvent | SimotelError {
  const { zone, bodyLimit } = settings;
  const reading = new Reading(zone, bodyLimit, false);
  const outcome = attempt(request, settings, reading);
  return reading.wantsExact ? attempt(request, settings, new Reading(zone, bodyLimit, true)) : outcome;
}

function attempt(
  request: Payload,
  { basePath, secrets }: DecodeSettings,
  reading: Reading,
): AnySimotelEvent | SimotelError {
  try {
    const { path, fields } = readFields(request, reading);
    for (const key of secrets) delete fields[key];
    const named = resolveName(fields, path, basePath, reading);
    if (named === undefined) return nameMissing(fields);
    const raw = { eventName: named.spelling, fields };
    const ids = readIds(fields, reading);
    if (named.name !== null) return EVENTS[named.name].decode(raw, ids, reading);
    return { kind: 'unknown', name: null, ...ids, raw, warnings: reading.warnings };
  } catch (cause) {
    if (cause instanceof SimotelError) return cause;
    // Only objects that throw when they are read come here, such as a revoked proxy.
    return new SimotelError('BODY_MALFORMED', 'The request cannot be read; see error.cause.', { cause });
  }
}

function readIds(fields: Fields, reading: Reading): CallIds {
  const callId =
    readText(fields['unique_id'], reading, 'unique_id') ??
    readText(fields['cuid'], reading, 'cuid') ??
    readText(fields['uniqueid'], reading, 'uniqueid') ??
    null;
  const twin = fields['cuid'];
  if (typeof twin === 'string' && twin !== callId && !isAbsent(twin)) {
    reading.warn('ID_CONFLICT', 'cuid', 'unique_id and cuid differ; unique_id is the call id.');
  }
  const originatedCallId = readText(fields['originated_call_id'], reading, 'originated_call_id') ?? null;
  return { callId, originatedCallId };
}

function nameMissing(fields: Fields): SimotelError {
  return new SimotelError(
    'EVENT_NAME_MISSING',
    'Nothing names the event: there is no event_name or event field, and the path does not end in a name. ' +
      'Use the configured address itself, or the address followed by the name of an event.',
    { raw: { eventName: null, fields } },
  );
}
