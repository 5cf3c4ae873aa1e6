import { assertBounded } from '../limits.js';
import type { Reading } from '../reading.js';
import type { Payload, SearchParamsLike, WebhookRequest } from '../request.js';
import { readBody } from './body.js';
import { parseQuery } from './form.js';
import { add, type Fields, isAbsent, put } from './record.js';

/** The fields of a request, whatever its transport, and its path without query. */
export interface Received {
  path: string;
  fields: Fields;
}

/** Query of `path`, then `query`, then body: what comes later wins a clash (WF a). */
export function readFields(request: Payload, reading: Reading): Received {
  const target = typeof request.path === 'string' ? request.path : '';
  const mark = target.indexOf('?');
  const inPath = mark === -1 ? undefined : readQuery(target.slice(mark), reading);
  const inQuery = readQuery(request.query, reading);
  const body = readBody(request.body, reading);
  const query = inPath && inQuery ? { ...inPath, ...inQuery } : (inQuery ?? inPath);
  return {
    path: mark === -1 ? target : target.slice(0, mark),
    fields: query ? merge(query, body, reading) : body,
  };
}

/** One query, in whatever shape; `undefined` where there is none. */
export function readQuery(query: WebhookRequest['query'], reading: Reading): Fields | undefined {
  if (typeof query === 'string') {
    reading.assertSize(query.length);
    return query === '' ? undefined : parseQuery(query, reading);
  }
  if (typeof query !== 'object' || query === null) return undefined;
  const fields: Fields = {};
  if (isSearchParams(query)) {
    query.forEach((value, key) => {
      add(fields, key, value);
    });
  } else {
    for (const key of Object.keys(query)) put(fields, key, query[key]);
  }
  // Express and Fastify always hand in an object, mostly an empty one.
  if (Object.keys(fields).length === 0) return undefined;
  assertBounded(fields);
  reading.spaceIsPlus = true;
  return splitSecondMark(fields, reading);
}

export function isSearchParams(query: object): query is SearchParamsLike {
  return 'forEach' in query && typeof query.forEach === 'function';
}

/** What `parseQuery` does for text; here `=` is no longer escaped, so only the event's name is proof enough. */
function splitSecondMark(fields: Fields, reading: Reading): Fields {
  for (const [key, value] of Object.entries(fields)) {
    const [, before, name, after] =
      (typeof value === 'string' && /^([^?]*)\?(event|event_name)=(.*)$/s.exec(value)) || [];
    if (name === undefined || Object.hasOwn(fields, name)) continue;
    put(fields, key, before);
    put(fields, name, after);
    reading.warn('QUERY_REPAIRED', name, `"?${name}=" inside a value of the query was read as a field.`);
  }
  return fields;
}

function merge(query: Fields, body: Fields, reading: Reading): Fields {
  for (const [key, value] of Object.entries(body)) {
    const other = Object.hasOwn(query, key) ? query[key] : undefined;
    if (typeof other === 'string' && !isAbsent(other)) {
      if (isAbsent(value)) continue;
      if (typeof value === 'object' || other !== String(value)) {
        reading.warn('FIELD_CONFLICT', key, `${key} differs between query and body; the body is used.`);
      }
    }
    put(query, key, value);
  }
  return query;
}
