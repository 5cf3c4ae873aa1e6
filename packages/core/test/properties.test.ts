import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLiteral } from '../src/fields/literal.js';
import { decode, eventId, isSimotelError, safeDecode, type WebhookRequest } from '../src/index.js';
import { MAX_VALUES } from '../src/limits.js';
import { encodings, requestOf } from './support.js';

const keys = fc.oneof(
  fc.constantFrom(
    'event_name',
    'event',
    'exten',
    'state',
    'detail',
    'detail[0][src]',
    'info.FAXPAGES',
    '__proto__',
    'unique_id',
    'starttime',
  ),
  fc.string({ unit: 'binary' }),
);
const json = fc.jsonValue({ maxDepth: 4 });
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withTypedArray: true,
});
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  json.map((value) => JSON.stringify(value)),
  fc
    .array(fc.tuple(keys, fc.string()))
    .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&')),
  fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        ',',
        ':',
        '"',
        "'",
        '\\',
        '\\u',
        'None',
        '01',
        '-',
        '=',
        '&',
        '%',
        '?',
        '+',
        '.',
      ),
    )
    .map((parts) => parts.join('')),
);
const requests: fc.Arbitrary<WebhookRequest> = fc.record(
  {
    method: fc.constantFrom('GET', 'POST', 'PUT'),
    path: fc.oneof(fc.constantFrom('/', '/newstate', '/callCdr', '/x?event_name=Cdr'), text),
    query: fc.oneof(text, fc.dictionary(keys, fc.oneof(fc.string(), fc.array(fc.string()), json))),
    body: fc.oneof(text, anything, fc.uint8Array(), fc.dictionary(keys, json)),
  },
  { requiredKeys: ['method', 'path'] },
);

function assertSound(request: WebhookRequest): void {
  const result = safeDecode(request);
  if (!result.success) {
    expect(isSimotelError(result.error)).toBe(true);
    return;
  }
  // A repaired value may be reported once; nothing multiplies warnings beyond what arrived.
  expect(result.event.warnings.length).toBeLessThanOrEqual(2 * MAX_VALUES);
  expect(eventId(result.event)).toMatch(/^\w+-[\da-f]{32}$/);
}

describe('for any input', () => {
  it('decode gives an event or a SimotelError', () => {
    fc.assert(fc.property(requests, assertSound), { numRuns: 3000 });
  });

  it('decode and safeDecode agree', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const result = safeDecode(request);
        if (result.success) expect(decode(request)).toEqual(result.event);
        else expect(() => decode(request)).toThrow(result.error);
      }),
    );
  });

  it('a damaged delivery gives an event or a SimotelError', () => {
    const damage = fc.record({
      entry: fc.constantFrom(...encodings),
      at: fc.nat({ max: 400 }),
      cut: fc.nat({ max: 20 }),
      insert: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 5 }),
        fc.constantFrom('{', '"', "'", '[', '%', '&', '\\', '\0'),
      ),
    });
    fc.assert(
      fc.property(damage, ({ entry, at, cut, insert }) => {
        const hurt = (text: string | null) =>
          text === null ? null : text.slice(0, at) + insert + text.slice(at + cut);
        assertSound(requestOf({ ...entry, query: hurt(entry.query), body: hurt(entry.body) }));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the reader of literals', () => {
  it('reads whatever JSON.parse reads, and the same', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const source = JSON.stringify(value, null, indent);
        expect(parseLiteral(source)).toStrictEqual(JSON.parse(source));
      }),
    );
  });
});

describe('the same fields', () => {
  const plain = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((value) => value.trim())
    .filter((value) => !/^(|None|null)$/.test(value));
  const digits = fc.stringMatching(/^\+?\d{1,15}$/);
  const seconds = fc.nat();
  const cdr = fc.record(
    {
      event_name: fc.constant('Cdr'),
      src: digits,
      dst: digits,
      record: plain,
      disposition: plain,
      billsec: seconds,
      wait: seconds,
      unique_id: fc.stringMatching(/^\d{10}\.\d{1,6}$/),
      did: digits,
    },
    { requiredKeys: ['event_name', 'src', 'dst'] },
  );

  it('give the same event through every transport', () => {
    fc.assert(
      fc.property(cdr, (fields) => {
        const pairs = Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]);
        const query = new URLSearchParams(pairs).toString();
        const { event_name: _, ...nameless } = fields;
        const texts = Object.fromEntries(pairs);
        const expected = decode({ method: 'POST', path: '/', body: JSON.stringify(fields) });
        const requests: Partial<WebhookRequest>[] = [
          { query },
          { path: `/call?${query}` },
          { query: new URLSearchParams(query) },
          { query: texts },
          { body: query },
          { body: fields },
          { body: texts },
          { body: new TextEncoder().encode(JSON.stringify(fields)) },
          { body: JSON.stringify(JSON.stringify(fields)) },
          { path: '/call/cdr', body: JSON.stringify(nameless) },
        ];
        for (const request of requests) {
          const event = decode({ method: 'POST', path: '/', ...request });
          expect(event).toMatchObject({ name: 'Cdr', callId: expected.callId });
          expect(event.kind === 'event' && event.data).toStrictEqual(
            expected.kind === 'event' && expected.data,
          );
          expect(eventId(event)).toBe(eventId(expected));
        }
      }),
    );
  });
});
