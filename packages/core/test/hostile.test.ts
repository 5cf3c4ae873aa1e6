import { describe, expect, it } from 'vitest';
import { isSimotelError, safeDecode, type WebhookRequest } from '../src/index.js';

const MIB = 1_048_576;
const POISON = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** Decodes, and proves that nothing but an event or a coded error came out and that no prototype was touched. */
function survive(request: Partial<WebhookRequest>) {
  const result = safeDecode({ method: 'POST', path: '/newstate', ...request });
  if (!result.success) expect(isSimotelError(result.error)).toBe(true);
  expect(Object.getOwnPropertyNames(Object.prototype).filter((name) => name.includes('polluted'))).toEqual(
    [],
  );
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  return result;
}

describe('hostile bodies', () => {
  it.each<[string, unknown, string]>([
    ['a million open brackets', '['.repeat(1e6), 'BODY_MALFORMED'],
    ['a million open braces', '{"a":'.repeat(2e5), 'BODY_MALFORMED'],
    ['half a million pairs of brackets', '['.repeat(5e5) + ']'.repeat(5e5), 'BODY_MALFORMED'],
    ['deep JSON in a field', `{"exten":"1","x":${'['.repeat(4000)}${']'.repeat(4000)}}`, 'BODY_MALFORMED'],
    ['deep Python', `{'x':${'('.repeat(1e5)}`, 'BODY_MALFORMED'],
    ['many keys', `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`)}}`, 'BODY_TOO_LARGE'],
    ['many keys in Python', `{${Array.from({ length: 20_000 }, (_, i) => `'k${i}':1`)}}`, 'BODY_TOO_LARGE'],
    ['a long list', `{"x":[${'1,'.repeat(20_000)}1]}`, 'BODY_TOO_LARGE'],
    ['many pairs in a form', 'a=1&'.repeat(20_000), 'BODY_TOO_LARGE'],
    ['a list', '[1,2,3]', 'BODY_MALFORMED'],
    ['a number too large', '1e999', 'BODY_MALFORMED'],
    ['NUL', '\0', 'BODY_MALFORMED'],
    ['quotes without end', '"'.repeat(MIB - 1), 'BODY_MALFORMED'],
    ['backslashes without end', `'${'\\'.repeat(MIB - 2)}`, 'BODY_MALFORMED'],
  ])('%s end as a coded error', (_, body, code) => {
    expect(survive({ body })).toMatchObject({ success: false, error: { code } });
  });

  it.each<[string, unknown]>([
    ['1 MiB of one key', `{"${'k'.repeat(MIB - 200)}":1,"exten":"1","state":"Idle"}`],
    ['1 MiB of one value', `{"exten":"1","state":"${'v'.repeat(MIB - 200)}"}`],
    ['1 MiB of one key in a form', `exten=1&state=Idle&${'k'.repeat(MIB - 200)}=1`],
    ['1 MiB of percent signs', `exten=1&state=Idle&x=${'%'.repeat(MIB - 200)}`],
    ['1 MiB of broken escapes', `exten=1&state=Idle&x=${'%ff'.repeat(MIB / 3 - 200)}`],
    ['1 MiB of broken escapes apart', `exten=1&state=Idle&x=${'%ffx'.repeat(MIB / 4 - 200)}`],
    ['many pairs without =', `exten=1&state=Idle&${'a&'.repeat(9000)}${'x'.repeat(MIB - 20_000)}`],
    ['1 MiB of plus signs', `exten=1&state=Idle&x=${'+'.repeat(MIB - 200)}`],
    ['1 MiB of question marks', `exten=1&state=Idle&x=${'?'.repeat(MIB - 200)}`],
    ['1 MiB of zeros', `{"exten":${'0'.repeat(MIB - 200)},"state":"Idle"}`],
    ['1 MiB of digits', `{"exten":${'9'.repeat(MIB - 200)},"state":"Idle"}`],
    ['a million pairs of brackets in a key', `exten=1&state=Idle&detail${'[0]'.repeat(MIB / 3 - 200)}=1`],
    ['lone surrogates', '{"exten":"1\\ud800","state":"\udc00Idle"}'],
    ['NUL in a field', '{"exten":"1\\u0000","state":"Idle"}'],
    ['duplicate keys', '{"exten":"2","state":"Pause","exten":"1","state":"Idle"}'],
    ['numbers that do not fit', '{"exten":"1","state":"Idle","x":1e999,"y":-1e999,"z":NaN}'],
  ])('%s still give an event', (_, body) => {
    expect(survive({ body })).toMatchObject({ success: true, event: { name: 'NewState' } });
  });

  it('duplicate keys: the last counts, in JSON and in damaged JSON', () => {
    for (const end of ['}', ',}']) {
      const result = survive({ body: `{"exten":"2","exten":"1","state":"Idle"${end}` });
      expect(result).toMatchObject({ event: { data: { exten: '1' } } });
    }
  });

  it.each(POISON)('%s is a plain key in every position', (key) => {
    const value = '{"polluted":true}';
    for (const body of [
      `{"${key}":${value},"exten":"1","state":"Idle"}`,
      `{'${key}':${value},'exten':'1','state':'Idle'}`,
      `${key}=${value}&${key}=2&${key}[polluted]=1&exten=1&state=Idle`,
      JSON.parse(`{"${key}":${value},"exten":"1","state":"Idle"}`),
    ]) {
      const result = survive({ body });
      expect(result).toMatchObject({ event: { data: { exten: '1' } } });
      expect(result.success && Object.hasOwn(result.event.raw.fields, key)).toBe(true);
      expect(result.success && Object.getPrototypeOf(result.event.raw.fields)).toBe(Object.prototype);
    }
    const nested = survive({
      path: `/cdrqueue?src=1&dst=2&detail[0][${key}]=1&detail[0][src]=3&${key}[0][polluted]=1`,
      query: new URLSearchParams(`event_name=CdrQueue&${key}=1&${key}=2`),
    });
    expect(nested).toMatchObject({ event: { data: { detail: [{ src: '3' }] } } });
    expect(survive({ path: `/${key}`, query: 'a=1' })).toMatchObject({ event: { raw: { eventName: key } } });
    expect(survive({ path: '/', query: `event_name=${key}` })).toMatchObject({
      event: { raw: { eventName: key } },
    });
  });
});

describe('hostile requests', () => {
  it('objects that throw, loop or lie', () => {
    const cycle: Record<string, unknown> = { exten: '1', state: 'Idle' };
    cycle['self'] = cycle;
    expect(survive({ body: cycle })).toMatchObject({ error: { code: 'BODY_MALFORMED' } });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const thrower = {
      get exten(): string {
        throw new Error('boom');
      },
    };
    for (const body of [proxy, thrower]) {
      expect(survive({ body })).toMatchObject({
        error: { code: 'BODY_MALFORMED', cause: expect.anything() },
      });
    }
    expect(survive({ query: { forEach: 'x', exten: '1', state: 'Idle' } })).toMatchObject({ success: true });
    expect(survive({ body: { exten: Symbol('x'), state: 10n } })).toMatchObject({
      error: { code: 'EVENT_INVALID' },
    });
  });

  it('requests and options of the wrong type, from plain JavaScript', () => {
    // @ts-expect-error: a request is an object
    expect(safeDecode(undefined)).toMatchObject({ error: { code: 'OPTION_INVALID' } });
    // @ts-expect-error: options are an object
    expect(safeDecode({ method: 'GET', path: '/ping' }, null)).toMatchObject({
      error: { code: 'OPTION_INVALID' },
    });
    // @ts-expect-error: a path is text
    expect(safeDecode({ method: 'GET', path: 5, query: 'event=Ping' })).toMatchObject({
      event: { name: 'Ping' },
    });
    // @ts-expect-error: a request has a method and a path
    expect(safeDecode({})).toMatchObject({ error: { code: 'EVENT_NAME_MISSING' } });
  });

  it('never put what arrived into a message', () => {
    const secret = 'S3CRET';
    const attempts = [
      survive({ body: `{"exten": ${secret}` }),
      survive({ body: `${secret}` }),
      survive({ body: { exten: { [secret]: secret } } }),
      survive({
        path: '/cdr',
        query: `src=1&dst=2&billsec=${secret}&starttime=${secret}&event=${secret}&wait=${secret}`,
      }),
      survive({ path: `/${secret}`, query: `token=${secret}` }),
      survive({ path: '/', query: `token=${secret}` }),
    ];
    for (const result of attempts) {
      const said = result.success
        ? result.event.warnings.map(({ message }) => message)
        : [result.error.message, JSON.stringify(result.error), String(result.error.stack)];
      expect(said.join()).not.toContain(secret);
    }
  });
});
