import type { StoredDelivery, StoredRequest } from '@simotel-hooks/core';
import { withoutSecrets } from '../http/secrets.js';
import type { PlainRequest } from './delivery.js';

/**
 * The request of a delivery from a queue, as it would come over the wire: a parsed query becomes text again, a parsed body
 * JSON. `null` where what is stored is no delivery: others may write into a queue too.
 */
export function storedRequest(delivery: StoredDelivery): PlainRequest | null {
  if (!isDelivery(delivery)) return null;
  const { method, path, query, headers, bodyParsed, ip } = delivery.request;
  return {
    method,
    path: withoutSecrets(withQuery(path, query)),
    headers: bodyParsed === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    body: bodyOf(delivery.request),
    ip,
  };
}

/** Looks only at what is read here. */
function isDelivery(delivery: StoredDelivery | null | undefined): delivery is StoredDelivery {
  const request = delivery?.request;
  if (!request || Number.isNaN(Date.parse(delivery.receivedAt))) return false;
  const { method, path, query = '', headers, body = '', bodyBase64 = '' } = request;
  if (!isRecord(headers) || !(isText(query) || isRecord(query))) return false;
  return [method, path, body, bodyBase64, ...Object.values(headers)].every(isText);
}

function bodyOf({ body = '', bodyBase64, bodyParsed }: StoredRequest): Uint8Array {
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64');
  return Buffer.from(bodyParsed === undefined ? body : JSON.stringify(bodyParsed), 'utf8');
}

function withQuery(path: string, query: StoredRequest['query']): string {
  const text = typeof query === 'object' ? pairsOf(query) : (query ?? '').replace(/^\?/, '');
  if (text === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${text}`;
}

/** What is nested goes as JSON text, which is one of the ways Simotel writes it (WF a). */
function pairsOf(query: Readonly<Record<string, unknown>>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of isListOfTexts(value) ? value : [value]) {
      pairs.append(
        key,
        typeof item === 'object' && item !== null ? JSON.stringify(item) : String(item ?? ''),
      );
    }
  }
  return pairs.toString();
}

const isText = (value: unknown) => typeof value === 'string';
const isRecord = (value: unknown) => typeof value === 'object' && value !== null;
const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);
