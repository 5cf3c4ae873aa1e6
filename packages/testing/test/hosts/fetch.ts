import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FetchContext, FetchHandler } from '@simotel-hooks/core/fetch';

/** Serves a fetch handler by Node's own server, as straightforwardly as possible; what it answers with 404 is for `host`. */
export function bridge(
  handler: FetchHandler,
  host: RequestListener,
  waitUntil?: FetchContext['waitUntil'],
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const context: FetchContext = { ip: incoming.socket.remoteAddress, ...(waitUntil && { waitUntil }) };
    const response = await handler(toRequest(incoming), context);
    if (response.status === 404) return host(incoming, outgoing);
    const body = Buffer.from(await response.arrayBuffer());
    // A client that hung up is no reason to fail.
    if (outgoing.destroyed) return;
    outgoing.statusCode = response.status;
    outgoing.setHeaders(response.headers).end(body);
  };
}

function toRequest(incoming: IncomingMessage): Request {
  const { method = 'GET', url = '/' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(`http://pbx.test${url}`, {
    method,
    headers,
    ...(hasBody && { body: Readable.toWeb(incoming), duplex: 'half' }),
  });
}
