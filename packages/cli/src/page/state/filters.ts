import type { SimotelEventName } from '@simotel-hooks/core';
import type { DeliverySummary } from '../../inspector/protocol.js';
import { plainDigits } from './digits.js';
import { firstAtOrAfter } from './search.js';

/** Which deliveries to show. Empty text means all. */
export interface DeliveryFilter {
  /** A known event, or one of the kinds that are none. */
  readonly event: '' | SimotelEventName | 'unknown' | 'error' | 'refused';
  /** Parts of ids, separated by spaces; any of them may match. */
  readonly call: string;
  /** `undefined`: all. `null`: those without one. */
  readonly source: string | null | undefined;
  /** A part of an extension, queue or number. */
  readonly number: string;
  /** Words that must all be there. */
  readonly text: string;
}

export const NO_FILTER: DeliveryFilter = { event: '', call: '', source: undefined, number: '', text: '' };

/** Whether a filter lets everything through. */
export function isOpen(filter: DeliveryFilter): boolean {
  const { event, call, source, number, text } = filter;
  return event === '' && source === undefined && `${call}${number}${text}`.trim() === '';
}

/** A filter made ready to look at many rows. */
export function compileFilter(filter: DeliveryFilter): (row: DeliverySummary) => boolean {
  const { event, source } = filter;
  const ids = wordsOf(filter.call);
  const words = wordsOf(filter.text);
  const number = plainDigits(filter.number.trim()).toLowerCase();
  return (row) =>
    (event === '' || event === (row.kind === 'event' ? row.name : row.kind)) &&
    (source === undefined || source === row.source) &&
    (ids.length === 0 || (row.callId !== null && containsAny(row.callId.toLowerCase(), ids))) &&
    (number === '' || row.numbers.some((each) => each.toLowerCase().includes(number))) &&
    (words.length === 0 || containsAll(haystackOf(row), words));
}

/** Words to look for, in lower case, with digits that match those on the wire. */
export function wordsOf(text: string): string[] {
  return plainDigits(text).toLowerCase().split(/\s+/).filter(Boolean);
}

export function containsAll(haystack: string, words: readonly string[]): boolean {
  return words.every((word) => haystack.includes(word));
}

function containsAny(haystack: string, words: readonly string[]): boolean {
  return words.some((word) => haystack.includes(word));
}

/** Rows never change, and every key that is pressed looks at all of them. */
const haystacks = new WeakMap<DeliverySummary, string>();

function haystackOf(row: DeliverySummary): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const { name, source, transport, callId, numbers, facts, text, warnings, code, status } = row;
  const texts = [name, source, transport, callId, ...numbers, ...facts, text, ...warnings, code, status];
  const haystack = plainDigits(texts.join('\n')).toLowerCase();
  haystacks.set(row, haystack);
  return haystack;
}

/** Rows that passed a filter, and what they were chosen from. */
export interface Filtered {
  readonly filter: DeliveryFilter;
  readonly rows: readonly DeliverySummary[];
  readonly shown: readonly DeliverySummary[];
}

/** Filters rows. Where only some came and went since `previous`, it looks at those alone. */
export function filterRows(
  previous: Filtered | null,
  rows: readonly DeliverySummary[],
  filter: DeliveryFilter,
): Filtered {
  if (isOpen(filter)) return { filter, rows, shown: rows };
  const matches = compileFilter(filter);
  const known = previous?.filter === filter ? (previous.rows.at(-1)?.seq ?? 0) : 0;
  const kept = previous?.filter === filter ? previous.shown : [];
  const stillThere = kept.slice(firstAtOrAfter(kept, rows[0]?.seq ?? Number.POSITIVE_INFINITY));
  const added = rows.slice(firstAtOrAfter(rows, known + 1)).filter(matches);
  return { filter, rows, shown: [...stillThere, ...added] };
}
