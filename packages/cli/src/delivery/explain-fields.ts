import { isDeepStrictEqual } from 'node:util';
import { EVENT_FIELDS, type EventField } from '@simotel-hooks/core';
import { type Fields, Known, type Understood, type Use } from './explain-known.js';
import { explainPart } from './explain-part.js';
import type { ExplainedField } from './explanation.js';
import { nestedKey } from './nested-key.js';
import { isEmpty, toJson } from './wire-value.js';

const CALL_IDS = ['unique_id', 'cuid', 'uniqueid'];

/**
 * What became of each field, in the order in which they arrived.
 *
 * @param inQuery - Those that the query brings.
 */
export function explainFields(understood: Understood, inQuery: Fields): ExplainedField[] {
  const known = new Known(understood);
  const described = known.event?.name ? EVENT_FIELDS[known.event.name] : [];
  return Object.entries(known.fields).map(([key, raw]) => {
    const isOfQuery = Object.hasOwn(inQuery, key) && isDeepStrictEqual(inQuery[key], raw);
    return { key, from: isOfQuery ? 'query' : 'body', raw, ...useOf(key, described, known) };
  });
}

function useOf(key: string, described: readonly EventField[], known: Known): Use {
  if (key === 'event_name' || key === 'event') return useOfName(key, known);
  if (CALL_IDS.includes(key)) return useOfCallId(key, known);
  if (key === 'originated_call_id') return useOfOrigin(known);
  const field = described.find(({ keys }) => keys.includes(key));
  if (field) return useOfField(key, field, known);
  const part = nestedKey(key);
  const whole = part && described.find(({ keys, fields }) => fields && keys.includes(part.head));
  return whole ? explainPart(key, part, whole, known) : { use: 'undescribed', property: null };
}

function useOfField(key: string, { keys, property }: EventField, known: Known): Use {
  const { fields, unusable } = known;
  if (isEmpty(fields[key])) return { use: 'empty', property };
  if (hasBetter(key, keys, fields)) return { use: 'outranked', property };
  if (known.isFaulty(key) || keys.some((alias) => unusable.has(alias))) return { use: 'invalid', property };
  const value = known.dataOf(property);
  // Such as an empty list where a record belongs: nothing is wrong with it.
  return value === undefined
    ? { use: 'empty', property }
    : { use: 'property', property, value: toJson(value) };
}

function useOfName(key: 'event_name' | 'event', { fields, name }: Known): Use {
  if (isEmpty(fields[key])) return { use: 'empty', property: null };
  if (name?.from === key) return { use: 'name', property: null, value: name.name ?? name.spelling };
  const isOutranked = key === 'event' && name?.from === 'event_name';
  return { use: isOutranked ? 'outranked' : 'invalid', property: null };
}

function useOfCallId(key: string, { fields, event }: Known): Use {
  if (isEmpty(fields[key])) return { use: 'empty', property: null };
  if (hasBetter(key, CALL_IDS, fields)) return { use: 'outranked', property: null };
  return useOfId('callId', event?.callId);
}

function useOfOrigin({ fields, event }: Known): Use {
  if (isEmpty(fields['originated_call_id'])) return { use: 'empty', property: null };
  return useOfId('originatedCallId', event?.originatedCallId);
}

/** Without an event nobody has read the id. */
function useOfId(use: 'callId' | 'originatedCallId', value: string | null | undefined): Use {
  if (value === null) return { use: 'invalid', property: null };
  return { use, property: null, ...(value !== undefined && { value }) };
}

/** Whether one of the aliases that are better says something (WF b). */
const hasBetter = (key: string, keys: readonly string[], fields: Fields) =>
  keys.slice(0, keys.indexOf(key)).some((alias) => !isEmpty(fields[alias]));
