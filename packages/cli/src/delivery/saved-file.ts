import { CliError } from '../errors.js';
import type { PlainRequest, ReceivedDelivery } from './delivery.js';
import type { SavedDelivery, SavedRequest } from './saved.js';

const FAMILY = 'simotel-hooks/delivery@';
const FORMAT = 'simotel-hooks/delivery@1';

/** A delivery as it is written to a file. */
export function toSaved({ receivedAt, source, request, result, answer }: ReceivedDelivery): SavedDelivery {
  const { method, path, headers, body, ip } = request;
  const event = result.success ? result.event : undefined;
  return {
    format: FORMAT,
    receivedAt: receivedAt.toISOString(),
    source,
    request: { method, path, headers, ...savedBody(body), ip },
    event: event ? { name: event.name ?? event.raw.eventName, callId: event.callId } : null,
    status: answer.status,
  };
}

function savedBody(body: Uint8Array): Pick<SavedRequest, 'body' | 'bodyBase64'> {
  if (body.byteLength === 0) return {};
  const text = bodyText(body);
  return text === undefined ? { bodyBase64: Buffer.from(body).toString('base64') } : { body: text };
}

/** A body as text, `undefined` where it is not UTF-8: the text gives back the same bytes. */
export function bodyText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** The request of a saved delivery, to be decoded or sent again. */
export function requestOf({ request }: SavedDelivery): PlainRequest {
  const { method, path, headers, body = '', bodyBase64, ip } = request;
  const bytes = bodyBase64 === undefined ? Buffer.from(body, 'utf8') : Buffer.from(bodyBase64, 'base64');
  return { method, path, headers, body: bytes, ip };
}

/**
 * Reads the text of a file. What only people look at (`source`, `event`, `ip`) may be missing.
 *
 * @returns `undefined` where it is no saved delivery at all.
 * @throws {CliError} that names the field, where it is one but damaged, or of a later format.
 */
export function parseSaved(text: string): SavedDelivery | undefined {
  const file = parsed(text);
  if (!isRecord(file)) return undefined;
  const { format, receivedAt, source = null, request, event = null, status } = file;
  if (typeof format !== 'string' || !format.startsWith(FAMILY)) return undefined;
  if (format !== FORMAT) {
    throw new CliError('The saved delivery is of a later format. Update this program to read it.');
  }
  if (!isText(receivedAt) || Number.isNaN(Date.parse(receivedAt)))
    throw damaged('receivedAt', 'an ISO 8601 time');
  if (!isTextOrNull(source)) throw damaged('source', 'text or null');
  if (!isRecord(request)) throw damaged('request', 'an object');
  if (!isEvent(event)) throw damaged('event', 'null, or an object with name and callId');
  if (!isStatus(status)) throw damaged('status', 'a whole number');
  return { format, receivedAt, source, request: parseRequest(request), event, status };
}

function parseRequest(request: Fields): SavedRequest {
  const { method, path, headers, body, bodyBase64, ip = null } = request;
  if (!isText(method) || !/^[!#$%&'*+.^_`|~\w-]+$/.test(method))
    throw damaged('request.method', 'an HTTP method');
  if (!isText(path)) throw damaged('request.path', 'text');
  if (!isHeaders(headers)) throw damaged('request.headers', 'an object of texts');
  if (body !== undefined && !isText(body)) throw damaged('request.body', 'text');
  if (bodyBase64 !== undefined && !isBase64(bodyBase64)) throw damaged('request.bodyBase64', 'Base64');
  if (body !== undefined && bodyBase64 !== undefined) {
    throw damaged('request.bodyBase64', 'the only body: take it or request.body away');
  }
  if (!isTextOrNull(ip)) throw damaged('request.ip', 'text or null');
  return {
    method,
    path,
    headers,
    ...(body !== undefined && { body }),
    ...(bodyBase64 !== undefined && { bodyBase64 }),
    ip,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const damaged = (field: string, expected: string) =>
  new CliError(`The saved delivery is damaged: "${field}" is not ${expected}.`);

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isStatus = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);
const isHeaders = (value: unknown): value is SavedRequest['headers'] =>
  isRecord(value) &&
  Object.values(value).every((header) => isText(header) || (Array.isArray(header) && header.every(isText)));
const isEvent = (value: unknown): value is SavedDelivery['event'] =>
  value === null || (isRecord(value) && isTextOrNull(value['name']) && isTextOrNull(value['callId']));
const isBase64 = (value: unknown): value is string =>
  isText(value) && Buffer.from(value, 'base64').toString('base64') === value;
