import type { SimotelRequest } from '@simotel-hooks/testing';
import type { PlainRequest } from '../delivery/delivery.js';

/** A request that was built, as it goes out. */
export function outgoingOf({ method, path, query, headers, body }: SimotelRequest): PlainRequest {
  return {
    method,
    path: query === '' ? path : `${path}?${query}`,
    headers,
    body: Buffer.from(body, 'utf8'),
    ip: null,
  };
}
