import type { SimotelRequest } from './request.js';

/**
 * A delivery as a `Request` of the Fetch API, to send over a network or to hand to a handler.
 *
 * @param origin - Scheme, host and port, without a path.
 *
 * @example
 * ```ts
 * const response = await fetch(toFetch(createRequest('Cdr'), 'http://localhost:3000'));
 * ```
 */
export function toFetch(request: SimotelRequest, origin: string): Request {
  const { method, path, query, headers, body } = request;
  const target = `${path.startsWith('/') ? '' : '/'}${path}${query === '' ? '' : `?${query}`}`;
  // A GET may have no body at all, not even an empty one.
  return new Request(origin.replace(/\/$/, '') + target, { method, headers, ...(body !== '' && { body }) });
}
