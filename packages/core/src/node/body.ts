import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { SimotelError } from '../error.js';

/** A request that may have passed through body parsers. */
export interface ParsedMessage extends IncomingMessage {
  /** What a body parser made of the body. */
  body?: unknown;
  /** The bytes, where a host keeps them (Nest's `rawBody: true`, Cloud Functions). */
  rawBody?: unknown;
}

/**
 * How to read the body of a request, or `undefined` where it has none. Whatever body parsers ran before: the unparsed
 * bytes where they can still be had, else what a parser made of them.
 *
 * @param stream - Where the body flows from, if the framework put something behind the request. Default: the request.
 */
export function bodyReaderOf(
  request: ParsedMessage,
  stream: Readable = request,
): ((limit: number) => unknown) | undefined {
  return hasBody(request) ? (limit) => readBody(request, stream, limit) : undefined;
}

function hasBody(request: ParsedMessage): boolean {
  const { headers, httpVersionMajor } = request;
  const length = headers['content-length'];
  if (length !== undefined) return length !== '0';
  return headers['transfer-encoding'] !== undefined || (httpVersionMajor > 1 && !request.complete);
}

function readBody(request: ParsedMessage, stream: Readable, limit: number): unknown {
  const { body, rawBody } = request;
  if (typeof rawBody === 'string' || rawBody instanceof Uint8Array) return rawBody;
  if (stream.readableDidRead || stream.readableEnded) {
    if (isParsed(request)) return body;
    throw new SimotelError('BODY_CONSUMED', CONSUMED);
  }
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > limit) throw tooLarge(`${length} bytes`, limit);
  return collect(stream, limit);
}

/**
 * Express 4 puts an empty object where no parser wanted the body, and marks the request where one did. Express 5 marks
 * nothing: there an empty object is what was sent.
 */
function isParsed({ body, _body, headers }: ParsedMessage & { _body?: unknown }): boolean {
  if (body === undefined || body === null) return false;
  if (_body === true || typeof body !== 'object' || Object.keys(body).length > 0) return true;
  const { 'content-length': length, 'content-type': type = '' } = headers;
  // Nothing is missing from "{}". Of chunks nobody knows the length, but their type tells whether a parser wanted them.
  return length === undefined ? /json|urlencoded/i.test(type) : Number(length) <= 2;
}

function collect(stream: Readable, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let complete = false;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) fail(tooLarge(`more than ${limit} bytes`, limit));
      else chunks.push(chunk);
    };
    const onEnd = () => {
      complete = true;
      const [first] = chunks;
      resolve(chunks.length === 1 && first ? first : Buffer.concat(chunks, size));
    };
    const onCut = () => {
      // Every request closes. Its listeners end with it: taking them off would cost more than reading.
      if (!complete)
        fail(new SimotelError('BODY_MALFORMED', 'The sender hung up before the body was complete.'));
    };
    const fail = (error: SimotelError) => {
      stream.off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut);
      // What still comes is thrown away, so that the sender can read the answer.
      stream.on('error', ignore).resume();
      reject(error);
    };
    stream.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut);
  });
}

const ignore = () => {};

const tooLarge = (size: string, limit: number) =>
  new SimotelError('BODY_TOO_LARGE', `The body has ${size}, more than bodyLimit (${limit}).`);

const CONSUMED =
  'A middleware has read the body of this request and left nothing in req.body. Mount simotel-hooks before it, or ' +
  'let that middleware put what it read into req.body or req.rawBody.';
