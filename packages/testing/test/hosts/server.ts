import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Server } from 'node:net';
import type { RunningAdapter } from '../../src/index.js';

export const listen = (listener: RequestListener, hooks: RunningAdapter['hooks']) =>
  serve(createServer(listener), hooks);

/** Gives a server a free port of the loopback interface. */
export async function serve(
  server: Pick<Server, 'listen' | 'address' | 'close'>,
  hooks: RunningAdapter['hooks'],
): Promise<RunningAdapter> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    hooks,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The rest of a program without framework: it parses no bodies. */
export function plainHost({ method, url }: IncomingMessage, response: ServerResponse): void {
  const say = (status: number, text: string) => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
  };
  const path = url?.split('?')[0];
  if (method === 'GET' && path === '/host') say(200, 'host');
  else if (method === 'POST' && path === '/host/echo') say(200, '{}');
  else if (method === 'GET' && path === '/host/boom') say(500, 'host error');
  else say(404, `nothing at ${path}`);
}

/** What a logger of requests does that reads bodies and forgets them. */
export async function readToEnd(request: IncomingMessage): Promise<void> {
  for await (const _chunk of request);
}
