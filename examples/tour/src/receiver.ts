import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type DecodeResult, SimotelError, safeDecode, type WebhookRequest } from '@simotel-hooks/core';

const HOST = '127.0.0.1';
const BODY_LIMIT = 1_048_576;
const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** One delivery: what came and what it was understood as. */
export interface Received {
  request: WebhookRequest & { body: Uint8Array };
  result: DecodeResult;
}

export interface Receiver {
  /** Where it listens, for example `http://127.0.0.1:3000`. */
  origin: string;
  port: number;
  close(): Promise<void>;
}

/** What the sender is told. `warnings` holds codes and is left out where there are none. */
export type Answer =
  | { ok: true; event: string | null; warnings?: string[] }
  | { ok: false; code: string; message: string };

/**
 * Listens on the loopback address and decodes whatever arrives, at any path and by any method.
 *
 * @param onReceived - Called before the delivery is answered.
 * @throws The error of `server.listen`, for example with the code `EADDRINUSE`.
 */
export async function startReceiver(
  port: number,
  onReceived: (received: Received) => void,
): Promise<Receiver> {
  const server = createServer((req, res) => {
    readBody(req).then(
      (body) => respond(req, body, res, onReceived),
      // The sender hung up in the middle; nobody is left to be told.
      () => res.destroy(),
    );
  });
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://${HOST}:${actualPort}`,
    port: actualPort,
    async close() {
      const closed = once(server, 'close');
      server.close();
      // Clients keep idle connections open for seconds; nobody should have to wait for that.
      server.closeAllConnections();
      await closed;
    },
  };
}

function respond(
  { method = '', url: path = '', headers }: IncomingMessage,
  body: Uint8Array,
  res: ServerResponse,
  onReceived: (received: Received) => void,
): void {
  // Proxies and monitors probe with HEAD; that is not an event.
  if (method === 'HEAD') {
    res.writeHead(200, HEADERS).end();
    return;
  }
  const request = { method, path, headers, body };
  const result = body.byteLength > BODY_LIMIT ? tooLarge() : safeDecode(request);
  onReceived({ request, result });
  res.writeHead(result.success ? 200 : result.error.status, HEADERS).end(JSON.stringify(answerTo(result)));
}

function tooLarge(): DecodeResult {
  const error = new SimotelError('BODY_TOO_LARGE', `The body has more than ${BODY_LIMIT} bytes.`);
  return { success: false, error };
}

function answerTo(result: DecodeResult): Answer {
  if (!result.success) return { ok: false, code: result.error.code, message: result.error.message };
  const { name: event, warnings } = result.event;
  if (warnings.length === 0) return { ok: true, event };
  return { ok: true, event, warnings: warnings.map(({ code }) => code) };
}

/**
 * Keeps little more of a body than is allowed, enough to refuse it. The rest is read and dropped: a sender that
 * is cut off in the middle sees a broken connection instead of the answer.
 */
async function readBody(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (size > BODY_LIMIT) continue;
    chunks.push(chunk);
    size += chunk.byteLength;
  }
  return Buffer.concat(chunks);
}
