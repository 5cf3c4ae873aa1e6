import { type AnySimotelEvent, decode } from '@simotel-hooks/core';

/** A request of the web platform fits as it is. */
export async function decodeRequest(request: Request): Promise<AnySimotelEvent> {
  const { pathname, searchParams } = new URL(request.url);
  const { method, headers } = request;
  return decode({ method, path: pathname, query: searchParams, headers, body: await request.text() });
}
