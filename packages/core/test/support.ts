import { readFileSync } from 'node:fs';
import {
  type AnySimotelEvent,
  type DecodeOptions,
  decode,
  type SimotelEventName,
  type WebhookRequest,
} from '../src/index.js';

export interface Sample {
  id: string;
  event: SimotelEventName;
  source: string;
  raw: string;
  note: string;
}

export interface Encoding {
  id: string;
  event: SimotelEventName;
  method: string;
  path: string;
  query: string | null;
  contentType: string | null;
  body: string | null;
  note: string;
}

function fixture<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
}

export const samples = fixture<Sample>('samples');
export const encodings = fixture<Encoding>('encodings');

export function byId<T extends { id: string }>(list: readonly T[], id: string): T {
  const found = list.find((entry) => entry.id === id);
  if (!found) throw new Error(`There is no fixture ${id}.`);
  return found;
}

/** The request an entry of encodings.json stands for. */
export function requestOf(entry: Encoding): WebhookRequest {
  return {
    method: entry.method,
    path: entry.path,
    ...(entry.query !== null && { query: entry.query }),
    ...(entry.contentType !== null && { headers: { 'content-type': entry.contentType } }),
    ...(entry.body !== null && { body: entry.body }),
  };
}

/** Decodes fields sent as JSON text. */
export function decodeJson(fields: object, options?: DecodeOptions): AnySimotelEvent {
  return decode({ method: 'POST', path: '/', body: JSON.stringify(fields) }, options);
}

/** Decodes text sent as a body. */
export function decodeBody(body: unknown, options?: DecodeOptions): AnySimotelEvent {
  return decode({ method: 'POST', path: '/', body }, options);
}

/** Decodes a query. */
export function decodeQuery(query: WebhookRequest['query'] & {}, path = '/'): AnySimotelEvent {
  return decode({ method: 'GET', path, query });
}

export const codes = (event: AnySimotelEvent) => event.warnings.map(({ code }) => code);
