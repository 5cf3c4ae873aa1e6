import type { Credentials } from './target.js';

/** What is sent: a method, headers and a body as they were received or built. */
export interface OutgoingRequest {
  readonly method: string;
  /** Those of one connection, and those that depend on the body, are not sent on. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** Headers that are about one connection (RFC 9110, 7.6.1), or that the sender works out anew. */
const NOT_SENT = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'content-length',
]);

/** Methods of which nothing is expected to have a body. */
const BODILESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** The headers that go out. */
export function outgoingHeaders(
  { method, headers, body }: OutgoingRequest,
  credentials: Credentials | null,
): Record<string, string | string[]> {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const listed = given.filter(([name]) => name === 'connection').flatMap(([, value]) => value ?? []);
  const ofConnection = new Set(listed.flatMap((value) => value.toLowerCase().split(/[\s,]+/)));
  const sent = new Map<string, string | string[]>();
  for (const [name, value] of given) {
    if (value === undefined || NOT_SENT.has(name) || ofConnection.has(name)) continue;
    sent.set(name, typeof value === 'string' ? bytesOf(value) : value.map(bytesOf));
  }
  if (credentials) sent.set('authorization', basic(credentials));
  if (body.byteLength > 0 || !BODILESS.has(method.toUpperCase())) {
    sent.set('content-length', String(body.byteLength));
  }
  return Object.fromEntries(sent);
}

/** The path with only those bytes escaped that Node refuses to send. */
export const outgoingPath = (path: string) => path.replace(/[^\x21-\x7e]/gu, escaped);

const escaped = (character: string) =>
  Buffer.from(character, 'utf8').reduce(
    (text, byte) => `${text}%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    '',
  );

/** Node writes headers as Latin-1 and refuses the rest: this writes the same text as UTF-8. */
const bytesOf = (value: string) =>
  /[^\0-\xff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;

function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}
