import { setMaxListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { CliError, connectionError } from '../errors.js';
import { type OutgoingRequest, outgoingHeaders, outgoingPath } from './outgoing.js';
import type { Credentials, Target } from './target.js';

const BODY_KEPT = 64 * 1024;

export interface SendOptions {
  /** Replace an Authorization header. Default: those of the target. */
  readonly credentials?: Credentials | null | undefined;
  /** For everything, from the connection to the last byte of the answer. Default 10,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Of the scheme of the target, to keep connections open. */
  readonly agent?: http.Agent | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** What follows the status in the answer; may be empty. */
  readonly statusText: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** The first 64 KiB of the body, as text. */
  readonly body: string;
  /** From the start to the last byte of the answer. */
  readonly durationMs: number;
}

/**
 * Sends one request. Path, query and body go out byte for byte, which `fetch` would not do; a GET may have a body. Redirects are not
 * followed, as no PBX is known to.
 *
 * @throws {CliError} where there is no answer; the reason of `signal` where it aborts.
 */
export async function sendRequest(
  target: Target,
  request: OutgoingRequest,
  options: SendOptions = {},
): Promise<HttpAnswer> {
  const started = performance.now();
  const { timeoutMs = 10_000, signal } = options;
  signal?.throwIfAborted();
  // One signal may end many requests; Node would take that for a leak.
  if (signal) setMaxListeners(0, signal);
  let open: http.ClientRequest | undefined;
  let timeout: CliError | undefined;
  const abort = () => open?.destroy();
  const timer = setTimeout(() => {
    timeout = tooSlow(target, timeoutMs);
    abort();
  }, timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    open = openRequest(target, request, options);
    return await readAnswer(await answerTo(open, request.body), started);
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw timeout ?? connectionError(cause, target.origin);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function openRequest(target: Target, request: OutgoingRequest, options: SendOptions): http.ClientRequest {
  const { credentials = target.credentials, agent } = options;
  const { hostname, port, protocol } = new URL(target.origin);
  const open = protocol === 'https:' ? https.request : http.request;
  return open({
    // The brackets of an IPv6 address belong to the URL.
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    method: request.method,
    path: outgoingPath(target.path),
    headers: outgoingHeaders(request, credentials),
    ...(agent && { agent }),
  });
}

function answerTo(request: http.ClientRequest, body: Uint8Array): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
    // Without an error or an answer: what a server does with CONNECT, for example.
    request.on('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    request.end(body);
  });
}

const tooSlow = ({ origin }: Target, timeoutMs: number) =>
  new CliError(
    `${new URL(origin).host} did not answer within ${timeoutMs / 1000} s. Check that it is running and answers in time.`,
    { cause: Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }) },
  );

async function readAnswer(response: http.IncomingMessage, started: number): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (size < BODY_KEPT) chunks.push(chunk.subarray(0, BODY_KEPT - size));
    size += chunk.byteLength;
  }
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    headers: Object.fromEntries(headers),
    body: new TextDecoder().decode(Buffer.concat(chunks)),
    durationMs: performance.now() - started,
  };
}
