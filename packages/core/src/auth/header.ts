import type { HeadersLike, WebhookRequest } from '../request.js';

type Headers = NonNullable<WebhookRequest['headers']>;
type HeaderRecord = Exclude<Headers, HeadersLike>;

/**
 * The one value of a header; `undefined` where it is missing, or came several times with different values.
 *
 * @param name - In lower case.
 */
export function readHeader(headers: WebhookRequest['headers'], name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  if (isHeadersLike(headers)) return single(headers.get(name));
  const value = headers[name];
  return typeof value === 'string' ? value : single(value ?? otherwiseSpelt(headers, name));
}

/** The only text among equal ones: where they differ, nobody can tell which of them to believe. */
export function single(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  const first: unknown = value[0];
  return typeof first === 'string' && value.every((other) => other === first) ? first : undefined;
}

function isHeadersLike(headers: Headers): headers is HeadersLike {
  return typeof headers['get'] === 'function';
}

/** Names in a plain object ought to be in lower case; gateways and hand-written requests have `Authorization`. */
function otherwiseSpelt(headers: HeaderRecord, name: string): readonly string[] {
  return Object.keys(headers)
    .filter((key) => key.length === name.length && key.toLowerCase() === name)
    .flatMap((key) => headers[key] ?? []);
}
