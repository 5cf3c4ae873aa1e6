import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { PairEncoder } from '../src/index.js';
import { writePairs } from '../src/wire/pairs.js';
import { pythonRepr } from '../src/wire/python.js';
import type { WireFields } from '../src/wire/value.js';

interface Encoding {
  id: string;
  query: string | null;
  body: string | null;
}

// What the libraries really produced (WF f).
const encodings: Encoding[] = JSON.parse(
  readFileSync(new URL('../../core/test/fixtures/encodings.json', import.meta.url), 'utf8'),
);

function produced(id: string): Encoding {
  const found = encodings.find((entry) => entry.id === id);
  if (!found) throw new Error(`There is no encoding ${id}.`);
  return found;
}

/** The fields behind the encodings of one event. */
function source(event: string): WireFields {
  return JSON.parse(produced(`${event}-requests-post-json`).body ?? '');
}

const pairsIn = (text: string | null) => [...new URLSearchParams(text ?? '')];

it.each<[string, PairEncoder, string]>([
  ['cdrq', 'json', 'nested-json-get'],
  ['infax', 'json', 'nested-json-get'],
  ['cdrq', 'python-repr', 'urlencode'],
  ['infax', 'python-repr', 'urlencode'],
  ['outfax', 'python-repr', 'urlencode'],
  ['auto', 'python-repr', 'urlencode'],
  ['cdrq', 'repeated-repr', 'urlencode-doseq'],
  ['auto', 'repeated-repr', 'urlencode-doseq'],
  ['cdrq', 'brackets', 'php-http_build_query-get'],
  ['infax', 'brackets', 'php-http_build_query-get'],
  ['outfax', 'brackets', 'jquery-param'],
  ['auto', 'brackets', 'jquery-param'],
  ['cdrq', 'dots', 'qs-dots'],
  ['outfax', 'dots', 'qs-dots'],
  ['auto', 'dots', 'qs-dots'],
  ['cdrq', 'lossy-keys', 'requests-get-params'],
  ['outfax', 'lossy-keys', 'requests-get-params'],
  ['cdrq', 'lossy-objects', 'jquery-param-traditional'],
  ['outfax', 'lossy-objects', 'jquery-param-traditional'],
])('%s as %s is what %s gives', (event, encoder, sender) => {
  const { query, body } = produced(`${event}-${sender}`);
  const expected = pairsIn(query ?? body);
  const written = pairsIn(writePairs(source(event), encoder));

  // Senders differ in the spaces of nested JSON, which mean nothing.
  const compact = (pairs: string[][]) =>
    encoder === 'json' ? pairs.map(([key, value = '']) => [key, value.replace(/(?<=[:,]) /g, '')]) : pairs;
  expect(compact(written)).toEqual(compact(expected));
});

it.each(['cdrq', 'infax', 'outfax', 'auto', 'newstate', 'nsnull', 'survey', 'vmail', 'cdr', 'trunk'])(
  '%s as a Python literal is what Python prints',
  (event) => {
    expect(pythonRepr(source(event))).toBe(produced(`${event}-python-repr-body`).body);
  },
);

it.each([
  ["it's", `"it's"`],
  ['say "yes"', `'say "yes"'`],
  [`both ' and "`, `'both \\' and "'`],
  ['a\\b\n\r\t', `'a\\\\b\\n\\r\\t'`],
  ['\0\x7f\xa0\u200b\u2028\u{e0001}', `'\\x00\\x7f\\xa0\\u200b\\u2028\\U000e0001'`],
  ['نظرسنجی 🙂', `'نظرسنجی 🙂'`],
  [true, 'True'],
  [null, 'None'],
  [[1, 'a', []], `[1, 'a', []]`],
])('repr(%j) is %s', (value, expected) => {
  expect(pythonRepr(value)).toBe(expected);
});
