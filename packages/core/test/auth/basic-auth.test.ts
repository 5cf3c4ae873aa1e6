import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type BasicLookup, basicAuth } from '../../src/auth/basic-auth.js';
import {
  base64,
  basicHeader,
  mistakeOf,
  request,
  thenable,
  untyped,
  withBasic,
  withHeaders,
} from './support.js';

const USER = 'simotel';
const PASSWORD = 'correct horses';
const auth = basicAuth({ username: USER, password: PASSWORD });

describe('one pair', () => {
  it('accepts it, and names the source where there is one', () => {
    expect(auth(withBasic(USER, PASSWORD))).toBe(true);
    const named = basicAuth({ username: USER, password: PASSWORD, source: 'tehran' });
    expect(named(withBasic(USER, PASSWORD))).toEqual({ source: 'tehran' });
  });

  it.each([
    ['another password', USER, 'wrong'],
    ['another user name', 'admin', PASSWORD],
    ['the password without its last character', USER, PASSWORD.slice(0, -1)],
    ['the password without its first character', USER, PASSWORD.slice(1)],
    ['the password with one more character', USER, `${PASSWORD}!`],
    ['the password twice', USER, PASSWORD + PASSWORD],
    ['the password in upper case', USER, PASSWORD.toUpperCase()],
    ['the password and a space', USER, `${PASSWORD} `],
    ['an empty password', USER, ''],
    ['an empty user name', '', PASSWORD],
    ['nothing', '', ''],
    ['the user name in upper case', USER.toUpperCase(), PASSWORD],
    ['the two changed over', PASSWORD, USER],
    ['a colon in another place', `${USER}:correct`, ' horses'],
  ])('refuses %s', (_, username, password) => {
    expect(auth(withBasic(username, password))).toBe(false);
  });

  it('accepts nothing but the pair', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom(USER, PASSWORD));
    fc.assert(
      fc.property(texts, texts, (username, password) => {
        const whole = `${username}:${password}` === `${USER}:${PASSWORD}`;
        expect(auth(withBasic(username, password))).toBe(whole);
      }),
    );
  });

  it('is not changed by what happens to the object later', () => {
    const credentials = { username: USER, password: PASSWORD };
    const own = basicAuth(credentials);
    credentials.password = 'other';

    expect(own(withBasic(USER, PASSWORD))).toBe(true);
    expect(own(withBasic(USER, 'other'))).toBe(false);
  });

  it('gives a result that nobody can change for others', () => {
    const named = basicAuth({ username: USER, password: PASSWORD, source: 'tehran' });
    expect(named(withBasic(USER, PASSWORD))).toSatisfy(Object.isFrozen);
  });
});

describe('letters', () => {
  it.each([
    ['سیموتل', 'گذرواژه‌ی من'],
    ['simotel', 'pass:with:colons'],
    ['simotel', ':'],
    ['simotel', 'é€😀'],
    [' ', ' '],
    ['simotel', '\uFEFFmark'],
    ['\uFEFFmark', 'password'],
  ])('%j with %j is read as UTF-8', (username, password) => {
    const pair = basicAuth({ username, password });
    const lookup = basicAuth((name) => (name === username ? { password } : null));
    for (const each of [pair, lookup]) {
      expect(each(withBasic(username, password))).toBe(true);
      expect(each(withBasic(username, `${password}x`))).toBe(false);
      expect(each(withBasic(`${username}x`, password))).toBe(false);
    }
  });

  it('does not read them as Latin-1, or only the last byte of each', () => {
    const named = basicAuth({ username: USER, password: 'é' });
    const latin = `Basic ${Buffer.from(`${USER}:é`, 'latin1').toString('base64')}`;
    expect(named(withHeaders({ authorization: latin }))).toBe(false);
    expect(basicAuth({ username: USER, password: 'š' })(withBasic(USER, 'a'))).toBe(false);
  });
});

describe('spelling of the header', () => {
  const code = base64(`${USER}:${PASSWORD}`);

  it.each([
    ['usual', `Basic ${code}`],
    ['lower case', `basic ${code}`],
    ['upper case', `BASIC ${code}`],
    ['white space around it', `  Basic ${code}\t `],
    ['more white space inside', `Basic \t ${code}`],
    ['a tab', `basic\t${code}`],
    ['no padding', `Basic ${code.replace(/=+$/, '')}`],
  ])('accepts %s', (_, authorization) => {
    expect(code).toMatch(/=$/);
    expect(auth(withHeaders({ authorization }))).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['the scheme alone', 'Basic'],
    ['the scheme and a space', 'Basic '],
    ['no scheme', code],
    ['another scheme', `Bearer ${code}`],
    ['a longer scheme', `Basics ${code}`],
    ['the scheme in the middle', `x Basic ${code}`],
    ['no space', `Basic${code}`],
    ['no base64', 'Basic %%%'],
    ['plain text', `Basic ${USER}:${PASSWORD}`],
    ['too much padding', `Basic ${code}==`],
    ['base64 of nothing', 'Basic ===='],
    ['no colon', `Basic ${base64(USER + PASSWORD)}`],
    ['letters beyond Latin-1', 'Basic گذرواژه'],
    ['two values in one', `Basic ${code}, Basic ${code}`],
    ['more behind it', `Basic ${code} realm`],
    ['a megabyte', `Basic ${'QUFB'.repeat(250_000)}`],
    ['a megabyte of spaces', `${' '.repeat(1_000_000)}x`],
  ])('refuses %s', (_, authorization) => {
    expect(auth(withHeaders({ authorization }))).toBe(false);
    expect(basicAuth(() => ({ password: PASSWORD }))(withHeaders({ authorization }))).toBe(false);
  });
});

describe('shapes of headers', () => {
  const good = basicHeader(USER, PASSWORD);
  const bad = basicHeader(USER, 'wrong');

  it.each([
    ['an object', { authorization: good }],
    ['Headers', new Headers({ Authorization: good })],
    ['anything with get()', { get: (name: string) => (name === 'authorization' ? good : null) }],
    ['another spelling', { host: 'x', Authorization: good }],
    ['upper case', { AUTHORIZATION: good }],
    ['a list of one', { authorization: [good] }],
    ['a list of equal ones', { authorization: [good, good] }],
    ['a list in another spelling', { Authorization: [good] }],
    ['two spellings of one', { Authorization: good, AUTHORIZATION: good }],
    ['an object without prototype', Object.assign(Object.create(null), { authorization: good })],
  ])('accepts %s', (_, headers) => {
    expect(auth(withHeaders(headers))).toBe(true);
  });

  it.each([
    ['none', {}],
    ['other headers', { host: 'x', authorisation: good, 'x-authorization': good }],
    ['Headers without it', new Headers()],
    ['a list of different ones', { authorization: [good, bad] }],
    ['different ones the other way round', { authorization: [bad, good] }],
    ['different ones in another spelling', { Authorization: [good, bad] }],
    ['different ones in two spellings', { Authorization: good, AUTHORIZATION: bad }],
    ['an empty list', { authorization: [] }],
    ['undefined', { authorization: undefined }],
    [
      'Headers with two of them',
      new Headers([
        ['authorization', good],
        ['authorization', bad],
      ]),
    ],
    ['something else', untyped<Record<string, string>>({ authorization: 5 })],
    ['null', untyped<Record<string, string>>(null)],
  ])('refuses %s', (_, headers) => {
    expect(auth(withHeaders(headers))).toBe(false);
  });

  it('refuses a request without headers', () => {
    expect(auth(request())).toBe(false);
  });

  it('does not look at the address or the body', () => {
    const query = { authorization: good };
    expect(auth(request({ query, path: `/?authorization=${good}`, body: query }))).toBe(false);
  });
});

describe('several', () => {
  const rotating = basicAuth([
    { username: 'tehran', password: 'old', source: 'tehran' },
    { username: 'tehran', password: 'new', source: 'tehran' },
    { username: 'shiraz', password: 'third', source: 'shiraz' },
    { username: 'other', password: 'fourth' },
  ]);

  it.each([
    ['tehran', 'old', { source: 'tehran' }],
    ['tehran', 'new', { source: 'tehran' }],
    ['shiraz', 'third', { source: 'shiraz' }],
    ['other', 'fourth', true],
    ['tehran', 'third', false],
    ['shiraz', 'old', false],
    ['tehran', 'ol', false],
  ])('%s with %s: %j', (username, password, result) => {
    expect(rotating(withBasic(username, password))).toEqual(result);
  });
});

describe('a lookup', () => {
  const find: BasicLookup = (username) => {
    if (username === 'tehran') return { password: 'one', source: 'tehran' };
    if (username === 'shiraz') return [{ password: 'old' }, { password: 'new', source: 'shiraz' }];
    return username === 'empty' ? [] : undefined;
  };
  const cases: [string, string, unknown][] = [
    ['tehran', 'one', { source: 'tehran' }],
    ['shiraz', 'old', true],
    ['shiraz', 'new', { source: 'shiraz' }],
    ['shiraz', 'one', false],
    ['tehran', 'on', false],
    ['tehran', '', false],
    ['nobody', 'one', false],
    ['nobody', '', false],
    ['empty', 'one', false],
    ['empty', '', false],
    // Whatever an unknown user name is compared with must not open the door.
    ['nobody', 'a password of usual length', false],
    ['empty', 'a password of usual length', false],
  ];

  it.each(cases)('synchronous: %s with %j: %j', (username, password, result) => {
    expect(basicAuth(find)(withBasic(username, password))).toEqual(result);
  });

  it.each(cases)('asynchronous: %s with %j: %j', async (username, password, result) => {
    const late = basicAuth(async (name) => find(name))(withBasic(username, password));
    expect(late).toBeInstanceOf(Promise);
    expect(await late).toEqual(result);
  });

  it('waits for promises of others', async () => {
    const result = basicAuth(() => thenable({ password: 'one' }))(withBasic('tehran', 'one'));
    expect(result).toBeInstanceOf(Promise);
    expect(await result).toBe(true);
  });

  it('is asked for the user name alone, up to the first colon', () => {
    const lookup = vi.fn<BasicLookup>(() => ({ password: 'a:b' }));
    expect(basicAuth(lookup)(withBasic('سیموتل', 'a:b'))).toBe(true);
    expect(lookup.mock.calls).toEqual([['سیموتل']]);
  });

  it('compares for an unknown user name as for a known one', () => {
    const encode = vi.spyOn(TextEncoder.prototype, 'encode');
    const costs = ['tehran', 'nobody', 'empty'].map((username) => {
      encode.mockClear();
      basicAuth(find)(withBasic(username, 'wrong'));
      return encode.mock.calls.length;
    });
    encode.mockRestore();
    expect(costs).toEqual([1, 1, 1]);
  });

  it('is not asked where there are no credentials, or none that are text', () => {
    const lookup = vi.fn<BasicLookup>(() => ({ password: 'one' }));
    const own = basicAuth(lookup);
    const broken = `Basic ${Buffer.from([0xff, 0xfe, 0x3a, 0x6f]).toString('base64')}`;
    for (const authorization of ['', 'Basic', 'Basic !', `Basic ${base64('no colon')}`, broken]) {
      expect(own(withHeaders({ authorization }))).toBe(false);
    }
    expect(own(request())).toBe(false);
    expect(lookup).not.toHaveBeenCalled();
  });

  it('passes on what it throws', async () => {
    const down = new Error('the database is down');
    const sync = basicAuth(() => {
      throw down;
    });
    expect(() => sync(withBasic('a', 'b'))).toThrow(down);
    await expect(basicAuth(() => Promise.reject(down))(withBasic('a', 'b'))).rejects.toBe(down);
  });

  it.each([
    ['no password', {}],
    ['an empty password', { password: '' }],
    ['a password that is null', { password: null }],
    ['a number', { password: 5 }],
    ['an empty password in a list', [{ password: 'b' }, { password: '' }]],
    ['text', 'b'],
    ['true', true],
    ['false', false],
    ['a function', Object],
    ['an empty source', { password: 'b', source: '' }],
  ])('that finds %s is a mistake, whatever was given', async (_, found) => {
    for (const password of ['b', '', '5', 'null']) {
      const given = withBasic('a', password);
      mistakeOf(() => basicAuth(() => untyped<null>(found))(given));
      await expect(basicAuth(async () => untyped<null>(found))(given)).rejects.toMatchObject({
        code: 'OPTION_INVALID',
      });
    }
  });
});

describe('mistakes at the start', () => {
  it.each<[string, unknown, RegExp]>([
    ['no password', { username: 's3cret-user' }, /password given to basicAuth is missing.*environment/],
    ['an undefined password', { username: 'u', password: undefined }, /password .* is missing.*environment/],
    ['an empty password', { username: 'u', password: '' }, /password .* is empty.*environment/],
    ['no user name', { password: 's3cret' }, /username .* is missing/],
    ['an empty user name', { username: '', password: 's3cret' }, /username .* is empty/],
    ['a colon', { username: 's3cret-user:', password: 's3cret' }, /username .* contains ":"/],
    ['a number', { username: 'u', password: 12345678 }, /password .* not text.*number/],
    ['an empty source', { username: 'u', password: 's3cret', source: '' }, /source .* is empty/],
    ['a number as source', { username: 'u', password: 's3cret', source: 5 }, /source .* not text/],
    ['no credentials', undefined, /takes \{ username, password \}/],
    ['text', 's3cret-user:s3cret', /takes \{ username, password \}/],
    ['an empty list', [], /empty, which would refuse every delivery/],
    [
      'the second of a list',
      [{ username: 'u', password: 's3cret' }, { username: 'u' }],
      /at index 1 of the list/,
    ],
    ['a list of nothing', [undefined], /takes \{ username, password \}/],
  ])('%s', (_, credentials, message) => {
    const call = () => basicAuth(untyped<[]>(credentials));
    expect(mistakeOf(call, 's3cret', '12345678')).toMatch(message);
  });
});

it('needs no list of secrets: the Authorization header always is one', () => {
  expect(auth.secrets).toBeUndefined();
});
