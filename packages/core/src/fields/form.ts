import { MAX_VALUES, tooMany } from '../limits.js';
import type { Reading } from '../reading.js';
import { add, type Fields } from './record.js';
import { decodeUtf8 } from './utf8.js';

/** Reads `a=1&b=2`, from a query or a form body. Repeated keys become lists; bracket and dot keys stay as they are. */
export function parseForm(text: string, reading: Reading): Fields {
  const fields: Fields = {};
  reading.spaceIsPlus = true;
  let left = MAX_VALUES;
  let equals = -1;
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('&', start);
    if (end === -1) end = text.length;
    if (end > start) {
      if (--left < 0) throw tooMany();
      // Looked for only once it is passed: pairs without "=" must not search the rest of the text each.
      if (equals < start) equals = text.indexOf('=', start);
      if (equals === -1) equals = text.length;
      const split = Math.min(equals, end);
      add(
        fields,
        unescaped(text.slice(start, split), reading),
        unescaped(text.slice(split + 1, end), reading),
      );
    }
    start = end + 1;
  }
  return fields;
}

/**
 * Reads the query of an address. Where the configured address had a query of its own, the PBX may append a
 * second `?` (WF a): `m=simotel?event_name=Cdr` holds two fields, not one. Encoders escape `=` inside values, so
 * a bare `?key=` inside a value cannot be anything else.
 */
export function parseQuery(text: string, reading: Reading): Fields {
  const query = text.startsWith('?') ? text.slice(1) : text;
  if (!query.includes('?')) return parseForm(query, reading);
  const repaired = query.replace(/(=[^&?=]*)\?(?=\w+=)/g, '$1&');
  if (repaired !== query) {
    reading.warn('QUERY_REPAIRED', undefined, 'A second "?" in the query was read as "&".');
  }
  return parseForm(repaired, reading);
}

function unescaped(text: string, reading: Reading): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    // Same result as URLSearchParams: what is not an escape stays, bytes that are not UTF-8 become U+FFFD.
    return spaced.replace(/(?:%[\da-f]{2})+/gi, (run) => {
      const bytes = Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16));
      return decodeUtf8(bytes, reading);
    });
  }
}
