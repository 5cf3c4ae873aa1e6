import { SimotelError } from '../error.js';
import { assertBounded } from '../limits.js';
import type { Reading } from '../reading.js';
import { bytesIn } from './bytes.js';
import { parseForm } from './form.js';
import { LiteralError } from './literal.js';
import { type Fields, isRecord } from './record.js';
import { parseStructured } from './structured.js';
import { decodeUtf8 } from './utf8.js';

const BRACE = 123;
/** How JSON and Python literals begin. */
const STRUCTURED = /^(?:[{[("']|[uUbBrR]{1,2}["'])/;
/** How senders say "no body"; `""`, `[]` and `{}` are found by parsing. */
const NOTHING = /^(?:null|None)?$/;

/** Reads a body by looking at it: its content type is often missing or wrong (WF a, f). */
export function readBody(body: unknown, reading: Reading): Fields {
  if (typeof body === 'string') return readText(body, reading);
  if (body === undefined || body === null) return {};
  const bytes = bytesIn(body);
  if (bytes) return readBytes(bytes, reading);
  if (isRecord(body)) return readParsed(body, reading);
  if (Array.isArray(body) && body.length === 0) return {};
  throw malformed(`it is ${Array.isArray(body) ? 'a list' : `a ${typeof body}`}, not an object`);
}

function readBytes(bytes: Uint8Array, reading: Reading): Fields {
  reading.assertSize(bytes.byteLength);
  return readText(decodeUtf8(bytes, reading), reading);
}

function readText(text: string, reading: Reading, wrappings = 0): Fields {
  reading.assertSize(text.length);
  const body = text.charCodeAt(0) === BRACE ? text : text.trim();
  if (body.charCodeAt(0) !== BRACE && !STRUCTURED.test(body)) {
    return NOTHING.test(body) ? {} : readForm(body, reading);
  }
  const value = parse(body, reading);
  if (isRecord(value)) return value;
  if (typeof value === 'string' && wrappings < 3) return readText(value, reading, wrappings + 1);
  if (Array.isArray(value) && value.length === 0) return {};
  throw malformed(`it is ${Array.isArray(value) ? 'a list' : 'text'}, not an object`);
}

function readForm(body: string, reading: Reading): Fields {
  if (!body.includes('=') || body.startsWith('--')) throw malformed('it is neither JSON nor a form');
  const form = parseForm(body, reading);
  return unwrap(form, reading) ?? form;
}

function parse(text: string, reading: Reading): unknown {
  try {
    const { value, valid } = parseStructured(text, reading.exact);
    if (!valid) {
      reading.warn(
        'BODY_REPAIRED',
        undefined,
        'The body is not valid JSON; it was read as far as that needs no guessing.',
      );
    }
    return value;
  } catch (error) {
    throw error instanceof LiteralError ? malformed(error.message) : error;
  }
}

function readParsed(body: Fields, reading: Reading): Fields {
  assertBounded(body);
  const unwrapped = unwrap(body, reading);
  if (unwrapped !== undefined) return unwrapped;
  reading.parsed = true;
  reading.spaceIsPlus = true;
  return { ...body };
}

/** JSON sent as a form is one odd key, or several where it held `&` or `=`: `{'{"event_name":"Cdr"}': ''}` (WF f). */
function unwrap(form: Fields, reading: Reading): Fields | undefined {
  for (const key in form) {
    if (key.charCodeAt(0) !== BRACE) return undefined;
    break;
  }
  const parts = Object.entries(form);
  if (parts.length === 0) return undefined;
  const text = parts.map(([key, value]) => (value === '' ? key : `${key}=${String(value)}`)).join('&');
  reading.spaceIsPlus = true;
  return readText(text, reading, 3);
}

function malformed(reason: string): SimotelError {
  return new SimotelError(
    'BODY_MALFORMED',
    `The body cannot be read: ${reason}. Send JSON, a form, or no body with the fields in the query; ` +
      'if a body parser runs before this library, hand in the unparsed body.',
  );
}
