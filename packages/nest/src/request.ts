import type { WebhookRequest } from '@simotel-hooks/core';
import { bodyReaderOf, type ParsedMessage } from '@simotel-hooks/core/node';
import { keptStream } from './bodies/kept.js';
import { EVENT_PARAMETER } from './routes.js';

/** What Express and Fastify both add to a request. */
interface Routed {
  readonly originalUrl?: string;
  readonly ip?: string;
  readonly params?: Readonly<Record<string, string | undefined>>;
}

/** Express' request is Node's own. */
type ExpressRequest = ParsedMessage & Routed & { readonly raw?: never };

/** Fastify's request has Node's behind it. */
interface FastifyRequest extends Routed {
  readonly raw: ParsedMessage;
  readonly method: string;
  readonly url: string;
  readonly headers: ParsedMessage['headers'];
  readonly body?: unknown;
}

/** The request of any platform. */
export type PlatformRequest = ExpressRequest | FastifyRequest;

/** The request as the hooks want it, without its body. */
export function webhookRequestOf(request: PlatformRequest): WebhookRequest {
  const { method = 'GET', headers, ip } = request;
  return { method, path: pathBehindRoute(request), headers, ip };
}

/** How to read its body: unparsed, where no parser of the app was quicker. */
export function readerOf(request: PlatformRequest): ((limit: number) => unknown) | undefined {
  const raw = request.raw === undefined ? request : request.raw;
  const stream = keptStream(raw);
  if (stream === undefined && raw !== request && request.body !== undefined) return () => request.body;
  return bodyReaderOf(raw, stream);
}

/**
 * The part of the url behind the path of the controller, whatever prefix and version stand before that: at most one
 * segment, because that is what the routes match.
 */
function pathBehindRoute({ originalUrl, url, params }: PlatformRequest): string {
  const whole = originalUrl ?? url ?? '/';
  const mark = whole.indexOf('?');
  const query = mark === -1 ? '' : whole.slice(mark);
  if (params?.[EVENT_PARAMETER] === undefined) return query;
  let end = mark === -1 ? whole.length : mark;
  while (whole.charCodeAt(end - 1) === SLASH) end--;
  return whole.slice(whole.lastIndexOf('/', end - 1), end) + query;
}

const SLASH = 47;
