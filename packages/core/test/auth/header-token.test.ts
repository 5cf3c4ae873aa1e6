import { describe, expect, it, vi } from 'vitest';
import { headerToken } from '../../src/auth/header-token.js';
import type { TokenLookup } from '../../src/auth/tokens.js';
import { mistakeOf, request, untyped, withHeaders } from './support.js';

const TOKEN = 's3cret-Token';
const auth = headerToken('X-Simotel-Token', TOKEN);

it.each([
  ['an object', { 'x-simotel-token': TOKEN }],
  ['another spelling', { 'X-Simotel-Token': TOKEN }],
  ['Headers', new Headers({ 'X-Simotel-Token': TOKEN })],
  ['white space around it', { 'x-simotel-token': ` ${TOKEN}\t` }],
  ['a list of equal ones', { 'x-simotel-token': [TOKEN, TOKEN] }],
])('accepts %s', (_, headers) => {
  expect(auth(withHeaders(headers))).toBe(true);
});

it.each([
  ['nothing', {}],
  ['an empty one', { 'x-simotel-token': '' }],
  ['another one', { 'x-simotel-token': 'wrong' }],
  ['its beginning', { 'x-simotel-token': TOKEN.slice(0, -1) }],
  ['more than it', { 'x-simotel-token': `${TOKEN}x` }],
  ['another case', { 'x-simotel-token': TOKEN.toUpperCase() }],
  ['another header', { 'x-token': TOKEN }],
  ['different ones', { 'x-simotel-token': [TOKEN, 'wrong'] }],
  ['two in one', { 'x-simotel-token': `${TOKEN}, ${TOKEN}` }],
  ['a scheme, which only Authorization has', { 'x-simotel-token': `Bearer ${TOKEN}` }],
])('refuses %s', (_, headers) => {
  expect(auth(withHeaders(headers))).toBe(false);
});

it('refuses a request without headers, and does not look anywhere else', () => {
  expect(auth(request())).toBe(false);
  const query = { 'x-simotel-token': TOKEN };
  expect(auth(request({ query, body: query }))).toBe(false);
});

describe('of Authorization', () => {
  const bearer = headerToken('Authorization', { token: TOKEN, source: 'gateway' });

  it.each([TOKEN, `Bearer ${TOKEN}`, `bearer ${TOKEN}`, `BEARER   ${TOKEN}`, ` Bearer ${TOKEN} `])(
    'accepts %j',
    (authorization) => {
      expect(bearer(withHeaders({ authorization }))).toEqual({ source: 'gateway' });
    },
  );

  it.each(['Bearer', 'Bearer ', `Bearer Bearer ${TOKEN}`, `Basic ${TOKEN}`, `Bearer${TOKEN}`, 'Bearer x'])(
    'refuses %j',
    (authorization) => {
      expect(bearer(withHeaders({ authorization }))).toBe(false);
    },
  );
});

describe('tokens', () => {
  it.each<[string, Parameters<typeof headerToken>[1], unknown]>([
    ['a list', ['x', { token: TOKEN, source: 'a' }], { source: 'a' }],
    ['a list without it', ['x', { token: 'y', source: 'a' }], false],
    ['a function', (token) => (token === TOKEN ? { source: 'b' } : false), { source: 'b' }],
    ['with a space inside', ['a b', TOKEN], true],
  ])('%s', (_, tokens, result) => {
    expect(headerToken('x-token', tokens)(withHeaders({ 'x-token': TOKEN }))).toEqual(result);
  });

  it('may be found asynchronously', async () => {
    const late = headerToken('x-token', async () => true)(withHeaders({ 'x-token': 'x' }));
    expect(late).toBeInstanceOf(Promise);
    expect(await late).toBe(true);
  });

  it('that are missing or empty are not looked up', () => {
    const lookup = vi.fn<TokenLookup>(() => true);
    const own = headerToken('authorization', lookup);
    for (const value of ['', ' ', 'Bearer', 'Bearer ']) {
      expect(own(withHeaders({ authorization: value }))).toBe(false);
    }
    expect(own(request())).toBe(false);
    expect(lookup).not.toHaveBeenCalled();
  });
});

it('says where its secret is, in lower case', () => {
  expect(auth.secrets).toEqual({ headers: ['x-simotel-token'] });
});

describe('mistakes at the start', () => {
  it.each<[string, unknown, unknown, RegExp]>([
    ['no token', 'x-t', undefined, /token given to headerToken is missing.*environment/],
    ['an empty token', 'x-t', [''], /at index 0 .* is empty/],
    ['a line end', 'x-t', 's3cret\n', /does not carry.*trim/],
    ['a space at the beginning', 'x-t', ' s3cret', /does not carry/],
    ['letters beyond ASCII', 'x-t', 's3cretرمز', /does not carry/],
    ['a scheme', 'authorization', 'Bearer s3cret', /without "Bearer "/],
    ['no name', undefined, 's3cret', /name of a header/],
    ['an empty name', '', 's3cret', /name of a header/],
    ['a name with a space', 'x token', 's3cret', /name of a header/],
    ['a name with a colon', 'x-token:', 's3cret', /name of a header/],
    ['a name with a line end', 'x-token\n', 's3cret', /name of a header/],
  ])('%s', (_, name, tokens, message) => {
    const call = () => headerToken(untyped<string>(name), untyped<string>(tokens));
    expect(mistakeOf(call, 's3cret')).toMatch(message);
  });
});
