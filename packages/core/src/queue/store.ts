import { bytesIn } from '../fields/bytes.js';
import { isSearchParams } from '../fields/fields.js';
import { add, type Fields } from '../fields/record.js';
import type { HookDelivery } from '../hooks/delivery.js';
import { isHeadersLike } from '../hooks/secrets.js';
import type { WebhookRequest } from '../request.js';
import type { StoredDelivery, StoredRequest } from './stored.js';

/** A list of what is kept, because nobody can list every header that carries credentials. */
const HEADERS = [
  'content-type',
  'user-agent',
  'host',
  'forwarded',
  'x-forwarded-for',
  'x-real-ip',
  'x-request-id',
];
/** Of the address, where a proxy sends all of it: "GET http://user:password@host/path". */
const USER_INFO = /^([a-z]+:\/\/)[^/?#]*@/i;
/** Two that belong together. */
const TRACE_HEADERS = ['traceparent', 'tracestate'];

/**
 * @param traceHeaders - Name the trace it belongs to, instead of those it came with.
 * @throws What `JSON.stringify` throws, for a parsed body or query that is no JSON.
 */
export function toStored(
  delivery: HookDelivery,
  traceHeaders: StoredRequest['headers'] = {},
): StoredDelivery {
  const { id, receivedAt, source, request } = delivery;
  const { method, path, query, ip = null } = request;
  return {
    id,
    receivedAt: receivedAt.toISOString(),
    source,
    request: {
      method,
      path: path.replace(USER_INFO, '$1'),
      ...(query !== undefined && query !== '' && { query: storedQuery(query) }),
      headers: { ...storedHeaders(request.headers, 'traceparent' in traceHeaders), ...traceHeaders },
      ...storedBody(request.body),
      ip,
    },
  };
}

/**
 * The request of a stored delivery, for `decode`.
 *
 * @example
 * ```ts
 * for await (const { delivery } of queue.deadLetters.list()) {
 *   const result = safeDecode(toWebhookRequest(delivery));
 *   if (!result.success) console.log(delivery.id, result.error.message);
 * }
 * ```
 */
export function toWebhookRequest({ request }: StoredDelivery): WebhookRequest {
  const { method, path, query, headers, body, bodyBase64, bodyParsed, ip } = request;
  return {
    method,
    path,
    query,
    headers,
    body: bodyBase64 === undefined ? (body ?? bodyParsed) : bytesOf(bodyBase64),
    ...(ip !== null && { ip }),
  };
}

function storedQuery(query: WebhookRequest['query'] & {}): StoredRequest['query'] & {} {
  if (typeof query === 'string') return query;
  if (!isSearchParams(query)) return asJson(query);
  // As an object, which the decoder reads alike; its text has escapes that a URLSearchParams has not.
  const fields: Fields = {};
  query.forEach((value, key) => {
    add(fields, key, value);
  });
  return fields;
}

function storedHeaders(headers: WebhookRequest['headers'], withoutTrace: boolean): StoredRequest['headers'] {
  const kept: Record<string, string> = {};
  if (!headers) return kept;
  for (const name of withoutTrace ? HEADERS : [...HEADERS, ...TRACE_HEADERS]) {
    const value = isHeadersLike(headers) ? headers.get(name) : headers[name];
    if (value) kept[name] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return kept;
}

function storedBody(body: unknown): Pick<StoredRequest, 'body' | 'bodyBase64' | 'bodyParsed'> {
  if (body === undefined || body === null || body === '') return {};
  if (typeof body === 'string') return { body };
  const bytes = bytesIn(body);
  if (!bytes) return { bodyParsed: asJson(body) };
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { bodyBase64: base64Of(bytes) };
  }
}

/** What will be left of it, so that what cannot be stored is an error here and not in the queue. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(binary);
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
