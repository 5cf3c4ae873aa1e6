import type { PlainRequest } from '../delivery/delivery.js';
import { dechunked } from './chunked.js';
import { pathOf, plainRequest } from './plain.js';

const LF = 10;
const CR = 13;

/**
 * Reads an HTTP request as it was captured: CRLF or LF, empty lines before it, folded headers, a body in chunks. What the
 * headers say of the length is not believed: whatever follows the empty line is the body.
 *
 * @returns `undefined` where the text is none.
 */
export function readHttpMessage(bytes: Uint8Array): PlainRequest | undefined {
  const start = firstLine(bytes);
  const line = textOf(bytes.subarray(start, endOfLine(bytes, start)));
  const [method, target] = requestLine(line) ?? [];
  if (method === undefined || target === undefined) return undefined;
  const head = endOfHead(bytes, endOfLine(bytes, start) + 1);
  const headers = headersOf(textOf(bytes.subarray(endOfLine(bytes, start) + 1, head.end)));
  const rest = bytes.slice(head.next);
  const chunks = isChunked(headers) ? dechunked(rest) : undefined;
  return plainRequest(method, pathOf(target), chunks ? withoutFraming(headers) : headers, chunks ?? rest);
}

/** `POST /call/ HTTP/1.1`. Careless senders do not escape spaces; tools that show requests leave the version out. */
function requestLine(line: string): [method: string, target: string] | undefined {
  const [start, method] = /^([A-Z]{2,20})[ \t]/i.exec(line) ?? [];
  if (start === undefined || method === undefined) return undefined;
  const rest = line.slice(start.length).trim();
  const version = /[ \t]HTTP\/\d(?:\.\d)?$/.exec(rest.slice(-10))?.[0];
  if (version !== undefined) return [method, rest.slice(0, -version.length).trimEnd()];
  const isAddress = /^(?:\/|https?:\/\/)\S*$/i.test(rest);
  return isAddress && /^(?:GET|POST|PUT|HEAD|DELETE|PATCH)$/.test(method) ? [method, rest] : undefined;
}

type Header = readonly [name: string, value: string];

function headersOf(text: string): Header[] {
  const unfolded = text.replace(/\r?\n[ \t]+/g, ' ');
  return unfolded.split(/\r?\n/).flatMap((line): Header[] => {
    const [, name, value] = /^([^\s:]+)[ \t]*:(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
  });
}

const isChunked = (headers: readonly Header[]) =>
  headers.some(([name, value]) => name === 'transfer-encoding' && /\bchunked\b/i.test(value));

/** The body is whole now, so these would be wrong. */
const withoutFraming = (headers: readonly Header[]) =>
  headers.filter(([name]) => name !== 'transfer-encoding' && name !== 'content-length' && name !== 'trailer');

function firstLine(bytes: Uint8Array): number {
  // A byte order mark is no part of the request.
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === LF || bytes[at] === CR || bytes[at] === 32) at++;
  return at;
}

function endOfLine(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(LF, start);
  return end === -1 ? bytes.length : end;
}

/** Where the headers end, and where the body begins. */
function endOfHead(bytes: Uint8Array, start: number): { end: number; next: number } {
  for (let at = start; at < bytes.length; ) {
    const end = endOfLine(bytes, at);
    if (end === at || (end === at + 1 && bytes[at] === CR)) return { end: at, next: end + 1 };
    at = end + 1;
  }
  return { end: bytes.length, next: bytes.length };
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
