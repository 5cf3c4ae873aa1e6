import type { FastifyRequest, preParsingHookHandler } from 'fastify';

type Payload = Parameters<preParsingHookHandler>[2];

/** What was hidden of a request. */
interface Hidden {
  type: string | undefined;
  length: string | undefined;
  encoding: string | undefined;
  payload: Payload;
}

const HIDDEN = Symbol('body');

/** A request whose body may be hidden. */
export type BodyRequest = FastifyRequest & { [HIDDEN]?: Hidden };

type Done = (error?: Error | null, payload?: Payload) => void;

/**
 * Lets a request look as if it had no body, so that Fastify leaves it alone: it neither reads it before the sender is
 * known, nor refuses a content type it has no parser for, or that is none. That takes less time than any parser, too.
 */
export function hideBody(request: BodyRequest, _reply: unknown, payload: Payload, done: Done): void {
  const { headers } = request.raw;
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = headers;
  if (type !== undefined) headers['content-type'] = undefined;
  if (length !== undefined) headers['content-length'] = undefined;
  if (encoding !== undefined) headers['transfer-encoding'] = undefined;
  request[HIDDEN] = { type, length, encoding, payload };
  done(null, payload);
}

/** Undoes {@link hideBody}: from here on the request is as it came. */
export function showBody(request: BodyRequest, _reply: unknown, done: () => void): void {
  const { headers } = request.raw;
  const { type, length, encoding } = request[HIDDEN] ?? {};
  if (type !== undefined) headers['content-type'] = type;
  if (length !== undefined) headers['content-length'] = length;
  if (encoding !== undefined) headers['transfer-encoding'] = encoding;
  done();
}

/** Where the body flows from: hooks of the app may have put something before the request itself. */
export function streamOf(request: BodyRequest): Payload | undefined {
  return request[HIDDEN]?.payload;
}
