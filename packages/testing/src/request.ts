import type { KnownSimotelEvent, SimotelEventName, WebhookRequest } from '@simotel-hooks/core';
import { addressOf } from './address.js';
import { authHeaders } from './auth.js';
import { contentOf } from './content.js';
import type { RequestOptions } from './options.js';
import { type Encoder, isBodyEncoder, isPairEncoder } from './wire/encoders.js';
import { writePairs } from './wire/pairs.js';
import { pythonRepr } from './wire/python.js';
import type { WireFields } from './wire/value.js';

/** A delivery as `decode` takes it. Query and body are text, empty where there is none. */
export interface SimotelRequest extends WebhookRequest {
  method: 'GET' | 'POST';
  /** The path of the address, with Rest versions followed by the event's name. */
  path: string;
  /** Without `?`. */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * Writes an event exactly as a PBX sends it: the default event of a name, or any decoded event.
 * Keys, types and spellings are the documented ones (WF b, c), transports those of WF a, encodings those of WF f.
 *
 * Some values no wire carries; they arrive as `decode` reads them. Text that is empty, `None` or `null` arrives
 * as nothing, white space around text is gone, and of a clock reading that a zone has twice the first counts.
 *
 * @throws {TypeError} for an encoder that version and method do not use, or data of a wrong type.
 * @throws {RangeError} for an unknown time zone or an invalid `Date`.
 *
 * @example
 * ```ts
 * createRequest('NewState', { version: 'Rest4', method: 'GET', path: '/call/', data: { state: 'Ringing' } });
 * // GET /call/NewState?event_name=NewState&exten=991&state=Ringing&…
 * createRequest(event, { version: 'Rest2' });
 * // POST /Cdr, the fields of that event in a form body
 * ```
 */
export function createRequest<N extends SimotelEventName>(
  event: N | KnownSimotelEvent<N>,
  options: RequestOptions<N> = {},
): SimotelRequest {
  const { method = 'POST' } = options;
  const name = typeof event === 'string' ? event : event.name;
  const { path, query } = addressOf(name, options);
  const headers = authHeaders(options.auth);
  const content = contentOf(event, options);

  const carrier = carrierOf(options);
  if (carrier === 'query') {
    const pairs = writeForm(content, options.encoder);
    return { method, path, query: query === '' ? pairs : `${query}&${pairs}`, headers, body: '' };
  }
  const [type, body] =
    carrier === 'json'
      ? ['application/json', writeBody(content, options.encoder)]
      : ['application/x-www-form-urlencoded', writeForm(content, options.encoder)];
  return { method, path, query, headers: { 'content-type': type, ...headers }, body };
}

/** Where the fields are (WF a). */
function carrierOf({ version = 'G4', method, postAs = 'form' }: RequestOptions<SimotelEventName>) {
  if (method === 'GET') return 'query';
  return version === 'G4' || version === 'Rest4' ? 'json' : postAs;
}

function writeForm(content: WireFields, encoder: Encoder = 'json'): string {
  if (isPairEncoder(encoder)) return writePairs(content, encoder);
  throw new TypeError(`The encoder "${encoder}" writes bodies of G4 and Rest4; this is a query or a form.`);
}

function writeBody(content: WireFields, encoder: Encoder = 'json'): string {
  if (isBodyEncoder(encoder)) return encoder === 'json' ? JSON.stringify(content) : pythonRepr(content);
  throw new TypeError(
    `The encoder "${encoder}" writes queries and forms; the body of a G4 or Rest4 POST takes "json" or "python-literal".`,
  );
}
