import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { bundleForBrowsers } from '../support/browser.js';

const { script, external } = await bundleForBrowsers(
  'simotel',
  "export { decode, eventId, safeDecode, SIMOTEL_EVENT_NAMES } from '@simotel-hooks/core';",
);

const receiver = JSON.stringify(fileURLToPath(new URL('../support/page.ts', import.meta.url)));
// Everything but './node', which mounts hooks on the server of Node and is of no use elsewhere.
const everything = await bundleForBrowsers(
  'simotel',
  `export * from '@simotel-hooks/core'; export * from '@simotel-hooks/core/fetch'; export * from ${receiver};`,
);

/** Runs an expression in a page that has the language, these globals and nothing else. */
function inPage(expression: string, globals: object = {}): unknown {
  const page = createContext({ ...globals });
  runInContext(script, page);
  // Text, because objects of another realm have another prototype.
  return JSON.parse(String(runInContext(`JSON.stringify(${expression})`, page)));
}

test.each([
  { entry: 'decode', bundle: { script, external } },
  { entry: 'everything', bundle: everything },
])('the bundle of $entry needs no module and nothing of Node', ({ bundle }) => {
  expect(bundle.external).toEqual([]);
  expect(bundle.script).not.toMatch(/\brequire\b|['"]node:/);
});

describe('with nothing but the language', () => {
  test.each([
    {
      source: 'JSON',
      request: { method: 'POST', path: '/', body: '{"event_name":"ExtenAdded","exten":"991"}' },
      data: { exten: '991' },
    },
    {
      source: 'a query',
      request: { method: 'GET', path: '/NewState', query: 'exten=991&state=InUse&participant=%2B98912' },
      data: { exten: '991', state: 'InUse', participant: '+98912' },
    },
    {
      source: 'a Python literal',
      request: { method: 'POST', path: '/', body: "{'event_name': 'Survey', 'src': None, 'point': 3}" },
      data: { point: 3 },
    },
    {
      source: 'JSON with a leading zero',
      request: { method: 'POST', path: '/', body: '{"event_name":"IncomingCall","number":09331112233}' },
      data: { number: '09331112233' },
    },
  ])('decodes $source', ({ request, data }) => {
    expect(inPage(`simotel.decode(${JSON.stringify(request)})`)).toMatchObject({ kind: 'event', data });
  });

  test('says what is wrong with a damaged body', () => {
    const request = { method: 'POST', path: '/', body: '{"event_name":"Cdr","src":' };

    expect(inPage(`simotel.safeDecode(${JSON.stringify(request)})`)).toMatchObject({
      success: false,
      error: { code: 'BODY_MALFORMED', status: 400 },
    });
  });

  test('converts local times', () => {
    const request = { method: 'GET', path: '/Survey', query: 'point=3&date=2021-01-16 10:00:37.471398' };

    expect(inPage(`simotel.decode(${JSON.stringify(request)}, { timeZone: 'Asia/Tehran' })`)).toMatchObject({
      data: { date: '2021-01-16T06:30:37.471Z' },
    });
  });

  test('lists the names of events', () => {
    expect(inPage('simotel.SIMOTEL_EVENT_NAMES')).toContain('NewState');
  });
});

describe('with the encodings every browser has', () => {
  const encodings = { TextDecoder, TextEncoder };
  const body = `{"event_name":"Survey","point":3,"label":"نظرسنجی"}`;
  const bytes = `new TextEncoder().encode(${JSON.stringify(body)})`;

  test('decodes bytes from outside the page', () => {
    const event = `simotel.decode({ method: 'POST', path: '/', body: ${bytes} })`;

    expect(inPage(event, encodings)).toMatchObject({ data: { point: 3, label: 'نظرسنجی' }, warnings: [] });
  });

  test.each([
    ['a Uint8Array', `Uint8Array.from(${bytes})`],
    ['an ArrayBuffer', `Uint8Array.from(${bytes}).buffer`],
  ])('decodes %s of the page itself', (_, source) => {
    const event = `simotel.decode({ method: 'POST', path: '/', body: ${source} })`;

    expect(inPage(event, encodings)).toMatchObject({ data: { point: 3, label: 'نظرسنجی' }, warnings: [] });
  });

  test('gives an event the same id from text and from bytes', () => {
    const id = (source: string) =>
      inPage(`simotel.eventId(simotel.decode({ method: 'POST', path: '/', body: ${source} }))`, encodings);

    expect(id(bytes)).toMatch(/^Survey-[0-9a-f]{32}$/);
    expect(id(bytes)).toBe(id(JSON.stringify(body)));
  });
});

test('with what every worker has, receives deliveries', async () => {
  const classes = {
    AbortController,
    performance,
    Headers,
    Request,
    Response,
    TextDecoder,
    TextEncoder,
    URL,
    URLSearchParams,
  };
  const functions = { atob, btoa, clearTimeout, crypto, setTimeout };
  const worker = createContext({ ...classes, ...functions });
  runInContext(everything.script, worker);

  const text: unknown = await runInContext('simotel.receive().then(JSON.stringify)', worker);

  expect(JSON.parse(String(text))).toEqual({
    answers: [200, 401, 404],
    numbers: ['09331112233'],
  });
});
