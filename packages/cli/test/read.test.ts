import { safeDecode } from '@simotel-hooks/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSaved } from '../src/delivery/saved-file.js';
import { CliError } from '../src/errors.js';
import { readRequest } from '../src/read/read-request.js';

const read = (text: string | Uint8Array) => {
  const { request, how } = readRequest(typeof text === 'string' ? Buffer.from(text, 'utf8') : text);
  return { ...request, how, body: Buffer.from(request.body).toString('utf8') };
};
const crlf = (...lines: string[]) => lines.join('\r\n');

function refusalOf(text: string | Uint8Array): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a saved delivery', () => {
  it('is recognised, also behind a byte order mark', () => {
    const request = {
      method: 'GET',
      path: '/?event_name=Ping',
      headers: {},
      body: new Uint8Array(),
      ip: '10.0.0.1',
    };
    const saved = toSaved({
      id: '',
      receivedAt: new Date(0),
      source: null,
      request,
      result: safeDecode({ method: 'GET', path: '' }),
      answer: { status: 400, headers: {}, body: '' },
    });
    const expected = { ...request, body: '', how: 'saved delivery' };
    expect(read(JSON.stringify(saved))).toEqual(expected);
    expect(read(`\uFEFF${JSON.stringify(saved, null, 2)}\n`)).toEqual(expected);
    expect(refusalOf(JSON.stringify({ ...saved, status: null }))).toContain('"status"');
  });
});

describe('an HTTP request', () => {
  it('is read with its folded and repeated headers, without credentials', () => {
    const text = crlf(
      '',
      'POST /call/NewState?x=1 HTTP/1.1',
      'Host: pbx.example',
      'Authorization: Basic c2VjcmV0',
      'Cookie: session=secret',
      'Proxy-Authorization: Basic c2VjcmV0',
      'Content-Type: application/json;',
      '  charset=utf-8',
      'X-Twice: a',
      'X-Twice: b',
      'not a header',
      'Content-Length: 5',
      '',
      '{"exten":"991","state":"سلام"}',
    );
    expect(read(text)).toEqual({
      how: 'HTTP request',
      method: 'POST',
      path: '/call/NewState?x=1',
      headers: {
        host: 'pbx.example',
        'content-type': 'application/json; charset=utf-8',
        'x-twice': ['a', 'b'],
        'content-length': '5',
      },
      body: '{"exten":"991","state":"سلام"}',
      ip: null,
    });
  });

  it.each([
    [
      'LF',
      'POST / HTTP/1.1\nA: b\n\nevent_name=Ping\n',
      { method: 'POST', path: '/', body: 'event_name=Ping\n' },
    ],
    [
      'no body',
      'GET /call/?event_name=Ping HTTP/1.1',
      { method: 'GET', path: '/call/?event_name=Ping', body: '' },
    ],
    ['no headers', 'POST / HTTP/1.0\n\n{}', { headers: {}, body: '{}' }],
    ['absolute form', 'GET http://u:hunter2@h:80/call/?a=1 HTTP/1.1\n\n', { path: '/call/?a=1' }],
    ['spaces in the target', 'GET /?label=a b HTTP/1.1\n\n', { path: '/?label=a b' }],
    ['HTTP/2', 'POST /call/ HTTP/2\r\nx: y\r\n\r\n{}', { path: '/call/', headers: { x: 'y' }, body: '{}' }],
    [
      'no version',
      'POST http://localhost:3000/call/\nx: y\n\n{}',
      { path: '/call/', headers: { x: 'y' }, body: '{}' },
    ],
    ['a lower case method', 'get / HTTP/1.1\n\n', { method: 'GET' }],
    ['a byte order mark', '\uFEFFGET /x HTTP/1.1\n\n', { path: '/x' }],
    ['a blank in front', '  \n\nGET /x HTTP/1.1\n\n', { path: '/x' }],
  ])('with %s', (_, text, expected) => {
    expect(read(text)).toMatchObject({ how: 'HTTP request', ...expected });
  });

  it.each([
    ['CRLF', crlf('5;ext=1', '{"eve', '14', 'nt_name":"NewState"}', '0', '', '')],
    ['LF', '5\n{"eve\n14\nnt_name":"NewState"}\n0\n\n'],
    ['no end', '5\r\n{"eve\r\nff\r\nnt_name":"NewState"}'],
    ['chunks that are put together already', '{"event_name":"NewState"}'],
  ])('in chunks with %s', (_, body) => {
    const { headers, body: whole } = read(`POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${body}`);
    expect(whole).toBe('{"event_name":"NewState"}');
    expect(headers).toEqual(body.startsWith('{') ? { 'transfer-encoding': 'chunked' } : {});
  });

  it('keeps the bytes of its body', () => {
    const bytes = Buffer.concat([Buffer.from('POST / HTTP/1.1\r\n\r\n'), Buffer.from([0xff, 0, 0x0a, 0x80])]);
    expect([...readRequest(bytes).request.body]).toEqual([0xff, 0, 0x0a, 0x80]);
  });
});

describe('an address', () => {
  it.each([
    ['http://192.168.51.193/call/?event_name=NewState&exten=991', '/call/?event_name=NewState&exten=991'],
    ['https://u:hunter2@h/call/NewState?exten=1#top\n', '/call/NewState?exten=1'],
    ['http://h', '/'],
    ['http://h?event_name=Ping', '?event_name=Ping'],
    ['/NewState?exten=1', '/NewState?exten=1'],
    ['  ?event_name=Cdr&src=1 ', '?event_name=Cdr&src=1'],
    ['localhost:3000/call/?m=simotel?event_name=Cdr', '/call/?m=simotel?event_name=Cdr'],
    ['/NewState?label=a b', '/NewState?label=a b'],
  ])('%s', (text, path) => {
    expect(read(text)).toEqual({
      how: 'bare URL or query',
      method: 'GET',
      path,
      headers: {},
      body: '',
      ip: null,
    });
  });
});

describe('a body', () => {
  it.each([
    '{"event_name":"Cdr","url":"http://x/?a=b"}',
    "{'event': 'Survey', 'point': 5}",
    'event_name=NewState&exten=991&url=/x/?y',
    '"{\\"event_name\\": \\"Cdr\\"}"',
    'curling=1&event_name=Ping',
    'GET=1&event_name=Ping',
  ])('%s', (text) => {
    expect(read(text)).toEqual({
      how: 'bare body',
      method: 'POST',
      path: '/',
      headers: {},
      body: text,
      ip: null,
    });
  });
});

describe('reading', () => {
  it('refuses too much, and nothing', () => {
    expect(refusalOf(new Uint8Array(2 * 1024 * 1024 + 1))).toContain('2 MiB');
    expect(refusalOf(' \n')).toContain('nothing to read');
  });

  it('is bounded, whatever comes', () => {
    expect(refusalOf(`curl http://h/x${' -d a'.repeat(300_000)}`)).toContain('more than 2000 words');
    expect(read(`POST / HTTP/1.1\n${'a:b\n'.repeat(400_000)}`).headers['a']).toHaveLength(400_000);
  });

  it('throws nothing but CliError', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...[
          'curl ',
          'curl',
          ' -d',
          ' -H ',
          '-X',
          ' --data-urlencode ',
          ' --__proto__ ',
          ' -F',
          '@',
          "'",
          '"',
          "$'",
          '\\',
        ],
        ...[
          '\n',
          '\r\n',
          '^\n',
          '^"',
          '${',
          '$(',
          '&',
          '#',
          '?',
          '=',
          ' http://h/x?a=1',
          '$ ',
          '\\u{d800}',
          '\\ud800',
        ],
        ...['POST / HTTP/1.1\r\n', 'transfer-encoding: chunked\r\n', '\r\n\r\n', 'ffffffff\r\n', ':', '0'],
        ...[
          '{"format":"simotel-hooks/delivery@1","request":{',
          '"headers":{"__proto__":"x"}',
          '}',
          '%',
          '[',
          ']',
        ],
      ),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.from(pieces.join('')));
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array()), (bytes) => {
        try {
          const { request } = readRequest(bytes);
          safeDecode({ ...request, ip: undefined });
          return typeof request.path === 'string';
        } catch (error) {
          return error instanceof CliError && error.message.length < 1000;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('never shows credentials', () => {
    const secret = fc.stringMatching(/^[a-z]{12}$/);
    const text = fc.tuple(
      secret,
      fc.constantFrom(
        (word: string) =>
          `GET http://u:${word}@h/ HTTP/1.1\nauthorization: Basic ${word}\nCOOKIE: a=${word}\n\n`,
        (word: string) =>
          `curl -u u:${word} -b a=${word} -H 'Authorization: Bearer ${word}' http://u:${word}@h/x`,
        (word: string) =>
          `curl --oauth2-bearer ${word} --proxy-user a:${word} -H "Cookie: ${word}" http://h/x`,
        (word: string) => `https://u:${word}@h/x`,
      ),
    );
    fc.assert(fc.property(text, ([word, write]) => !JSON.stringify(read(write(word))).includes(word)));
  });
});
