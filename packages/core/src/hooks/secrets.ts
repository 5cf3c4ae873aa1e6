import type { AuthSecrets } from '../auth/authenticator.js';
import { isSearchParams } from '../fields/fields.js';
import { add, type Fields, put } from '../fields/record.js';
import type { HeadersLike, WebhookRequest } from '../request.js';

/** Headers that carry credentials whatever the authenticator looks at. */
const CREDENTIALS = ['authorization', 'proxy-authorization', 'cookie'];

/** A copy of a request that is safe to keep, to log and to send on. */
export function withoutSecrets(request: WebhookRequest, secrets: AuthSecrets): WebhookRequest {
  const keys = new Set(secrets.query);
  const mark = request.path.indexOf('?');
  const clean: WebhookRequest = { ...request };
  if (keys.size > 0) {
    if (mark !== -1) {
      clean.path = request.path.slice(0, mark + 1) + withoutPairs(request.path.slice(mark + 1), keys);
    }
    if (request.query) clean.query = withoutKeys(request.query, keys);
  }
  if (request.headers) {
    const hidden = new Set([...CREDENTIALS, ...(secrets.headers ?? [])].map((name) => name.toLowerCase()));
    clean.headers = withoutHeaders(request.headers, hidden);
  }
  return clean;
}

function withoutKeys(query: WebhookRequest['query'] & {}, keys: ReadonlySet<string>): typeof query {
  if (typeof query === 'string') return withoutPairs(query, keys);
  const kept: Fields = {};
  if (isSearchParams(query)) {
    query.forEach((value, key) => {
      if (!keys.has(key)) add(kept, key, value);
    });
    return kept;
  }
  for (const [key, value] of Object.entries(query)) if (!keys.has(key)) put(kept, key, value);
  return kept;
}

/** A second `?` begins pairs of its own, as it does for the decoder (WF a). */
const withoutPairs = (text: string, keys: ReadonlySet<string>) =>
  text
    .split(/(?=[?&])/)
    .filter((pair) => !keys.has(unescaped(pair.replace(/^[?&]/, '').split('=', 1)[0] ?? '')))
    .join('');

function unescaped(key: string): string {
  const spaced = key.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function withoutHeaders(
  headers: WebhookRequest['headers'] & {},
  hidden: ReadonlySet<string>,
): WebhookRequest['headers'] & {} {
  if (isHeadersLike(headers)) {
    return { get: (name: string) => (hidden.has(name.toLowerCase()) ? null : headers.get(name)) };
  }
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hidden.has(name.toLowerCase())));
}

export const isHeadersLike = (headers: WebhookRequest['headers'] & {}): headers is HeadersLike =>
  typeof headers['get'] === 'function';
