import {
  type AnySimotelEvent,
  type DecodeOptions,
  type DecodeResult,
  type RawDelivery,
  type SimotelError,
  safeDecode,
} from '@simotel-hooks/core';
import type { PlainRequest } from './delivery.js';
import { explainFields } from './explain-fields.js';
import type { ExplainedError, ExplainedName, Explanation } from './explanation.js';
import { transportOf } from './transport.js';
import { lastOf, textOf } from './wire-value.js';
import { withoutIssues } from './without-issues.js';

/**
 * Tells how a delivery was understood, field by field. Of one that was refused with `EVENT_INVALID` it tells what the other fields
 * say, of one whose body cannot be read what the query says. It never throws.
 *
 * @param options - Those that `result` was decoded with.
 */
export function explain(
  request: PlainRequest,
  result: DecodeResult,
  options: DecodeOptions = {},
): Explanation {
  const { method, path } = request;
  // The same request without its body: its fields are those that came by query.
  const query = safeDecode({ method, path }, options);
  const readable = isUnreadable(result) ? query : result;
  const raw = rawOf(readable);
  const event = readable.success ? readable.event : eventBehind(readable.error, request, options);
  const name = raw ? nameOf(raw, event) : null;
  return {
    transport: transportOf(request, raw?.eventName ?? null),
    name,
    callId: event?.callId ?? null,
    originatedCallId: event?.originatedCallId ?? null,
    fields: explainFields(
      { fields: raw?.fields ?? {}, name, event, unusable: unusableIn(readable) },
      rawOf(query)?.fields ?? {},
    ),
    warnings: event?.warnings ?? [],
    error: result.success ? null : errorOf(result.error),
  };
}

/** Nothing is known of the body; what the query says is known all the same. */
const isUnreadable = (result: DecodeResult) =>
  !result.success && (result.error.code === 'BODY_MALFORMED' || result.error.code === 'BODY_TOO_LARGE');

function rawOf(result: DecodeResult): RawDelivery | undefined {
  return result.success ? result.event.raw : (result.error.raw ?? result.error.event?.raw);
}

function unusableIn(result: DecodeResult): ReadonlySet<string> {
  return new Set(result.success ? [] : result.error.issues?.map(({ path }) => path));
}

function eventBehind(
  error: SimotelError,
  request: PlainRequest,
  options: DecodeOptions,
): AnySimotelEvent | undefined {
  if (error.event) return error.event;
  return error.raw && error.issues ? withoutIssues(error.raw, error.issues, request, options) : undefined;
}

function nameOf(
  { eventName, fields }: RawDelivery,
  event: AnySimotelEvent | undefined,
): ExplainedName | null {
  if (eventName === null) return event ? { name: event.name, spelling: null, from: 'fields' } : null;
  const keys = ['event_name', 'event'] as const;
  const from = keys.find((key) => textOf(lastOf(fields[key])) === eventName) ?? 'path';
  return { name: event?.name ?? null, spelling: eventName, from };
}

function errorOf({ code, status, message, issues = [] }: SimotelError): ExplainedError {
  return { code, status, message, issues };
}
