import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isSimotelError } from '@simotel-hooks/core';
import { bodyReaderOf } from '@simotel-hooks/core/node';
import { toSaved } from '../delivery/saved-file.js';
import { CliError } from '../errors.js';
import { sendRequest } from '../http/send.js';
import { joinTarget, parseTarget } from '../http/target.js';
import type { Asset } from './assets.js';
import type { LoggedDelivery } from './delivery-log.js';
import { type DetailSetting, decodedOf, detailOf } from './detail.js';
import { refusalOf, SECURITY_HEADERS } from './guard.js';
import type { Inspector } from './inspector.js';
import type { ApiError, ReplayAnswer } from './protocol.js';

const REQUEST_LIMIT = 65_536;

/** What is answered; `undefined` where the route has answered itself. */
type Answer =
  | { status: number; type?: string; content: string | Uint8Array; headers?: Record<string, string> }
  | undefined;

/** Serves the page of an inspector and what it asks for (see {@link StreamMessage}). It does not listen yet. */
export function createInspectorServer(
  inspector: Inspector,
  assets: ReadonlyMap<string, Asset>,
  setting: DetailSetting,
): Server {
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const answer = await answerTo(request, response).catch(failed);
    if (!answer || response.headersSent) return;
    const { status, type = 'application/json; charset=utf-8', content, headers } = answer;
    response.writeHead(status, { 'content-type': type, ...headers }).end(content);
  }

  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<Answer> {
    const refusal = refusalOf(request);
    if (refusal !== undefined) return problem(403, refusal);
    const [pathname = '', query = ''] = (request.url ?? '').split('?', 2);
    const [, seq, action = 'show'] =
      /^\/api\/deliveries\/(\d{1,15})(?:\/(fixture|replay))?$/.exec(pathname) ?? [];
    if (request.method === 'POST') {
      if (pathname === '/api/clear') return clear();
      if (seq === undefined || action !== 'replay') return problem(404, 'There is nothing to do here.');
      return withDelivery(Number(seq), (logged) => replay(logged, request, response));
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return problem(405, 'Only GET and POST are known here.');
    const asset = assets.get(pathname);
    if (asset) return { status: 200, ...asset };
    if (pathname === '/api/stream') return stream(response, new URLSearchParams(query));
    if (seq === undefined || action === 'replay') return problem(404, 'There is nothing here.');
    return withDelivery(
      Number(seq),
      action === 'fixture' ? fixture : (logged) => json(200, detailOf(logged, setting)),
    );
  }

  function withDelivery(seq: number, act: (logged: LoggedDelivery) => Answer | Promise<Answer>) {
    const logged = inspector.log.get(seq);
    return logged ? act(logged) : problem(404, 'This delivery is let go: newer ones took its place.');
  }

  function stream(response: ServerResponse, query: URLSearchParams): Answer {
    if (inspector.stream.isFull) return problem(503, 'Too many pages are open; close some.');
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    const deliveries = countOf(query.get('deliveries'));
    inspector.stream.open(response, { deliveries, changes: countOf(query.get('changes')) });
    return undefined;
  }

  function fixture({ summary, delivery }: LoggedDelivery): Answer {
    const saved = toSaved({ ...delivery, result: decodedOf(delivery, setting) });
    const name = `${(summary.name ?? 'delivery').replaceAll(/[^A-Za-z0-9]/g, '') || 'delivery'}-${summary.seq}.json`;
    const headers = { 'content-disposition': `attachment; filename="${name}"` };
    return { ...json(200, saved), headers };
  }

  async function replay(
    { delivery: { request: saved } }: LoggedDelivery,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Answer> {
    const read = bodyReaderOf(request);
    const body: unknown = JSON.parse(String(read ? await read(REQUEST_LIMIT) : '{}'));
    if (typeof body !== 'object' || body === null || !('url' in body) || typeof body.url !== 'string') {
      return problem(400, 'Say where to: {"url": "http://…"}.');
    }
    const target = joinTarget(parseTarget(body.url), saved.path);
    const answer = await sendRequest(target, saved, { signal: whileOpen(response) });
    return json(200, {
      status: answer.status,
      durationMs: answer.durationMs,
      body: answer.body,
    } satisfies ReplayAnswer);
  }

  function clear(): Answer {
    inspector.clear();
    return { status: 204, content: '' };
  }

  return createServer((request, response) => void respond(request, response));
}

/** Aborts when the page is gone, or the program ends. */
function whileOpen(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  return controller.signal;
}

/** A page may ask for nonsense; then it begins anew. */
function countOf(text: string | null): number {
  const count = Number(text);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

const json = (status: number, value: unknown) => ({ status, content: JSON.stringify(value) });

const problem = (status: number, message: string) => json(status, { message } satisfies ApiError);

function failed(error: unknown): Answer {
  if (error instanceof CliError) return problem(error.exitCode === 2 ? 400 : 502, error.message);
  if (isSimotelError(error)) return problem(error.status, error.message);
  if (error instanceof SyntaxError) return problem(400, 'The body is not JSON.');
  return problem(500, error instanceof Error ? error.message : String(error));
}
