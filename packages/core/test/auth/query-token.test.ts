import { describe, expect, it, vi } from 'vitest';
import { queryToken } from '../../src/auth/query-token.js';
import type { TokenLookup } from '../../src/auth/tokens.js';
import { decode, type WebhookRequest } from '../../src/index.js';
import { mistakeOf, request, untyped } from './support.js';

const TOKEN = 'S3cr+t';
const ESCAPED = 'S3cr%2Bt';
const auth = queryToken('api_key', TOKEN);

const places: [string, (query: string) => Partial<WebhookRequest>][] = [
  ['the path', (query) => ({ path: `/hook?${query}` })],
  ['query text', (query) => ({ query })],
  ['query text with its mark', (query) => ({ query: `?${query}` })],
];

describe.each(places)('in %s', (_, place) => {
  it.each([
    ['alone', `api_key=${ESCAPED}`],
    ['first', `api_key=${ESCAPED}&event_name=Cdr`],
    ['last', `event_name=Cdr&api_key=${ESCAPED}`],
    ['before a second ?', `api_key=${ESCAPED}?event_name=Cdr&src=1`],
    ['before a second ? and another field', `api_key=${ESCAPED}?exten=991&state=Idle`],
    ['with an escaped key', `api%5Fkey=${ESCAPED}`],
    ['with an escaped letter', `api_key=%533cr%2Bt`],
    ['twice', `api_key=${ESCAPED}&api_key=${ESCAPED}`],
    ['behind a second ?', `m=simotel?api_key=${ESCAPED}`],
  ])('accepts it %s', (_, query) => {
    expect(auth(request(place(query)))).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no value', 'api_key'],
    ['an empty value', 'api_key='],
    ['another value', 'api_key=wrong'],
    ['its beginning', 'api_key=S3cr'],
    ['its end', 'api_key=t'],
    ['more than it', `api_key=${ESCAPED}x`],
    ['a space for the plus', 'api_key=S3cr+t'],
    ['another key', `apikey=${ESCAPED}`],
    ['another case of the key', `API_KEY=${ESCAPED}`],
    ['two values', `api_key=${ESCAPED}&api_key=wrong`],
    ['two values the other way round', `api_key=wrong&api_key=${ESCAPED}`],
    ['an empty one beside it', `api_key=&api_key=${ESCAPED}`],
    ['a list', `api_key[]=${ESCAPED}`],
    ['a broken escape', 'api_key=%E0%A4%A'],
    ['too much', `api_key=${ESCAPED}&x=${'x'.repeat(65_536)}`],
    ['too many', `api_key=${ESCAPED}${'&a'.repeat(10_001)}`],
    ['megabytes', '?=&%'.repeat(1_000_000)],
  ])('refuses %s', (_, query) => {
    expect(auth(request(place(query)))).toBe(false);
  });
});

describe('parsed queries', () => {
  it.each<[string, unknown]>([
    ['URLSearchParams', new URLSearchParams({ event_name: 'Cdr', api_key: TOKEN })],
    ['an object', { event_name: 'Cdr', api_key: TOKEN }],
    ['an object without prototype', Object.assign(Object.create(null), { api_key: TOKEN })],
    ['an object with the second ?', { api_key: `${TOKEN}?event_name=Cdr` }],
    ['URLSearchParams with the second ?', new URLSearchParams(`api_key=${ESCAPED}?event_name=Cdr`)],
    ['a list of equal ones', { api_key: [TOKEN, TOKEN] }],
    ['URLSearchParams of equal ones', new URLSearchParams(`api_key=${ESCAPED}&api_key=${ESCAPED}`)],
  ])('accepts %s', (_, query) => {
    expect(auth(request({ query: untyped<string>(query) }))).toBe(true);
  });

  const cyclic: Record<string, unknown> = { api_key: TOKEN };
  cyclic['self'] = cyclic;
  const throwing = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('revoked');
      },
    },
  );
  it.each<[string, unknown]>([
    ['none', undefined],
    ['null', null],
    ['a number', 5],
    ['an empty object', {}],
    ['URLSearchParams of different ones', new URLSearchParams(`api_key=${ESCAPED}&api_key=x`)],
    ['a list of different ones', { api_key: [TOKEN, 'x'] }],
    ['an empty list', { api_key: [] }],
    ['a list in a list', { api_key: [[TOKEN]] }],
    ['an object in it', { api_key: { token: TOKEN } }],
    ['a number in it', { api_key: 5 }],
    ['an inherited one', Object.create({ api_key: TOKEN })],
    ['a cycle', cyclic],
    ['an object that throws', throwing],
  ])('refuses %s', (_, query) => {
    expect(auth(request({ query: untyped<string>(query) }))).toBe(false);
    expect(auth(request({ path: untyped<string>(undefined), query: untyped<string>(query) }))).toBe(false);
  });
});

describe('path and query together', () => {
  it.each([
    [`/?api_key=${ESCAPED}`, `api_key=${ESCAPED}`, true],
    [`/?api_key=${ESCAPED}`, 'event_name=Cdr', true],
    ['/?event_name=Cdr', `api_key=${ESCAPED}`, true],
    [`/?api_key=${ESCAPED}`, 'api_key=x', false],
    ['/?api_key=x', `api_key=${ESCAPED}`, false],
  ])('%s with %s: %s', (path, query, result) => {
    expect(auth(request({ path, query }))).toBe(result);
  });
});

it('takes nothing that every object has for a token', () => {
  for (const name of ['constructor', '__proto__']) {
    const parts = { path: '/?a=1', query: `${name}=${ESCAPED}` };
    expect(queryToken(name, TOKEN)(request(parts))).toBe(true);
  }
});

it('does not look at headers or the body', () => {
  expect(auth(request({ headers: { api_key: TOKEN }, body: { api_key: TOKEN } }))).toBe(false);
});

it('reads what decode reads, whatever the key is called', () => {
  for (const name of ['__proto__', 'constructor', 'کلید', 'a b', 'a[b]', 'toString']) {
    const path = `/?${encodeURIComponent(name)}=${ESCAPED}?event_name=Ping`;
    const { raw } = decode({ method: 'GET', path });
    expect(Object.entries(raw.fields)).toContainEqual([name, TOKEN]);
    expect(queryToken(name, TOKEN)(request({ path }))).toBe(true);
    expect(queryToken(name, TOKEN)(request({ path: '/?event_name=Ping', query: {} }))).toBe(false);
  }
});

describe('tokens', () => {
  it.each<[string, Parameters<typeof queryToken>[1], unknown]>([
    ['text', TOKEN, true],
    ['an object', { token: TOKEN }, true],
    ['an object with a source', { token: TOKEN, source: 'tehran' }, { source: 'tehran' }],
    ['a list', ['x', TOKEN, 'y'], true],
    [
      'a mixed list',
      ['x', { token: TOKEN, source: 'tehran' }, { token: 'y', source: 'z' }],
      { source: 'tehran' },
    ],
    ['a list without it', ['x', { token: 'y', source: 'z' }], false],
    ['a function that says yes', (token) => token === TOKEN, true],
    ['a function that names it', () => ({ source: 'tehran' }), { source: 'tehran' }],
    ['a function that says no', () => false, false],
  ])('%s', (_, tokens, result) => {
    expect(queryToken('api_key', tokens)(request({ query: `api_key=${ESCAPED}` }))).toEqual(result);
  });

  it('may be found asynchronously', async () => {
    const result = queryToken('t', async (token) => ({ source: token }))(request({ query: 't=a%20b' }));
    expect(result).toBeInstanceOf(Promise);
    expect(await result).toEqual({ source: 'a b' });
  });

  it('of any script are compared as text', () => {
    const path = `/?t=${encodeURIComponent('رمز😀')}`;
    expect(queryToken('t', 'رمز😀')(request({ path }))).toBe(true);
    expect(queryToken('t', 'رمز😁')(request({ path }))).toBe(false);
  });

  it('that are missing, empty or ambiguous are not looked up', () => {
    const lookup = vi.fn<TokenLookup>(() => true);
    for (const query of ['', 't', 't=', 'T=x', 't=1&t=2', `t=1&${'x'.repeat(65_536)}`]) {
      expect(queryToken('t', lookup)(request({ query }))).toBe(false);
    }
    expect(lookup).not.toHaveBeenCalled();
  });

  it('lookups that throw are passed on', async () => {
    const down = new Error('the database is down');
    const broken = queryToken('t', () => {
      throw down;
    });
    expect(() => broken(request({ query: 't=1' }))).toThrow(down);
    await expect(queryToken('t', () => Promise.reject(down))(request({ query: 't=1' }))).rejects.toBe(down);
  });
});

it('says where its secret is', () => {
  expect(auth.secrets).toEqual({ query: ['api_key'] });
  expect(queryToken('Token', () => true).secrets).toEqual({ query: ['Token'] });
});

describe('mistakes at the start', () => {
  it.each<[string, unknown, unknown, RegExp]>([
    ['no token', 'k', undefined, /token given to queryToken is missing.*environment/],
    ['null', 'k', null, /is missing.*environment/],
    ['an empty token', 'k', '', /token given to queryToken is empty.*environment/],
    ['an object without token', 'k', {}, /is missing/],
    ['an empty token in an object', 'k', { token: '' }, /is empty/],
    ['an empty token in a list', 'k', ['s3cret', ''], /at index 1 of the list given to queryToken is empty/],
    ['a number', 'k', 12345678, /takes a token/],
    ['a number in an object', 'k', { token: 12345678 }, /not text/],
    ['an empty list', 'k', [], /empty, which would refuse/],
    ['an empty source', 'k', { token: 's3cret', source: '' }, /source .* is empty/],
    ['no name', undefined, 's3cret', /key in the query, is missing/],
    ['an empty name', '', 's3cret', /key in the query, is empty/],
    ['no name but a list', ['k'], 's3cret', /key in the query, is not text/],
  ])('%s', (_, name, tokens, message) => {
    const call = () => queryToken(untyped<string>(name), untyped<string>(tokens));
    expect(mistakeOf(call, 's3cret', '12345678')).toMatch(message);
  });
});
