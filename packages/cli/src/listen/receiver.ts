import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSimotelHooks, type SimotelHooks } from '@simotel-hooks/core';
import { bodyReaderOf, sendResponse } from '@simotel-hooks/core/node';
import type { ReceivedDelivery } from '../delivery/delivery.js';
import { printable } from '../terminal/printable.js';
import { authenticatorOf, type ListenAuth, plainAddress } from './auth.js';
import { Capture } from './capture.js';

export interface ReceiverOptions {
  readonly auth: ListenAuth;
  /** The path of the address in the panel, without a slash at its end. `''` takes every path. */
  readonly basePath: string;
  /** IANA zone of the PBX's clock. */
  readonly timeZone: string;
  /** Called once a delivery is answered, also where it was refused. */
  onReceived(delivery: ReceivedDelivery, request: OriginalRequest): void;
  /** Called for what is no delivery but should be known of. */
  onTrouble(message: string): void;
  /** Where to send a browser that opens the address. */
  home(): string | undefined;
}

/** A delivery with everything it came with, credentials included: to be passed on, never to be shown. */
export interface OriginalRequest {
  readonly method: string;
  /** The path behind the address, with its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headersDistinct'];
  /** `null` where it was too large, or the sender hung up. */
  readonly body: Uint8Array | null;
}

/** A server that takes deliveries; it does not listen yet. */
export interface Receiver {
  readonly hooks: SimotelHooks;
  readonly server: Server;
}

const MOST_TOLD = 100;

/** Takes whatever arrives, and answers as `createSimotelHooks` does by default. */
export function createReceiver(options: ReceiverOptions): Receiver {
  const { auth, basePath, timeZone, onReceived, onTrouble, home } = options;
  // What would be logged is what is shown.
  const hooks = createSimotelHooks({ auth: authenticatorOf(auth), timeZone, logger: {} });
  hooks.onAny((event, delivery) => Capture.of(delivery)?.set(event, delivery));
  hooks.onError((error, delivery) => Capture.of(delivery)?.set(error, delivery));

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers, socket } = request;
    const url = pathOf(request);
    const visitor = isVisit(request) ? home() : undefined;
    if (visitor !== undefined) {
      response.writeHead(303, { location: visitor }).end();
      return;
    }
    const capture = new Capture(request, url, options);
    const readBody = bodyReaderOf(request);
    let isWhole = readBody === undefined;
    const readAll = async (limit: number) => {
      const body = await readBody?.(limit);
      isWhole = true;
      return body;
    };
    const result = await hooks.handle(
      { method, path: url, headers, ip: socket.remoteAddress },
      { readBody: readBody && readAll, basePath, httpRequest: capture },
    );
    if (!result.matched) {
      sendResponse(response, notFound(basePath));
      if (isOther(url, basePath)) tellOther(url, socket);
      return;
    }
    sendResponse(response, result.response);
    const delivery = capture.finish(result.response);
    if (!delivery) return;
    const body = isWhole ? delivery.request.body : null;
    const { headersDistinct } = request;
    onReceived(delivery, { method, path: url.slice(basePath.length), headers: headersDistinct, body });
  }

  /** A PBX with the wrong address is heard of, but not for every event. */
  const told = new Set<string>();
  function tellOther(url: string, socket: Socket): void {
    const path = url.split('?', 1).join('');
    if (told.has(path) || told.size >= MOST_TOLD) return;
    told.add(path);
    onTrouble(
      `${addressOf(socket)} asked for ${printable(path)}, which is not behind ${basePath} (--path); it was answered 404.`,
    );
  }

  const server = createServer((request, response) => void receive(request, response));
  server.on('clientError', (error: Error & { code?: string }, socket) => {
    const isCut = error.code === 'HPE_INVALID_EOF_STATE';
    if (error.code?.startsWith('HPE_') && !isCut && socket.writable) {
      onTrouble(`${addressOf(socket)} sent what is no HTTP request (${error.code}); it was answered 400.`);
      socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    }
    socket.destroy();
  });
  return { hooks, server };
}

const addressOf = (socket: Duplex) =>
  (socket instanceof Socket && plainAddress(socket.remoteAddress)) || 'Somebody';

/** A request may name the whole address, with credentials in it: `GET http://user:password@host/path`. */
const pathOf = ({ url = '/' }: IncomingMessage) => url.replace(/^[a-z]+:\/\/[^/?]*/i, '') || '/';

const isOther = (url: string, basePath: string) => basePath !== '' && !url.startsWith(basePath);

/** A person who opens the address in a browser. */
function isVisit(request: IncomingMessage): boolean {
  const { method, headers } = request;
  return method === 'GET' && pathOf(request) === '/' && (headers.accept ?? '').includes('text/html');
}

const notFound = (basePath: string) => ({
  status: 404,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({
    ok: false,
    error: {
      code: 'NOT_FOUND',
      message:
        basePath === ''
          ? 'No event is named here, and no field came.'
          : `Deliveries are taken at ${basePath}; set the address in the panel of the PBX, or --path.`,
    },
  }),
});
