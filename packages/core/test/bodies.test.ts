import { describe, expect, it } from 'vitest';
import { decode, safeDecode, type WebhookRequest } from '../src/index.js';
import { codes, decodeBody, decodeQuery } from './support.js';

const fields = { event_name: 'NewState', exten: '991', state: 'Idle' };
const data = { exten: '991', state: 'Idle' };
const json = JSON.stringify(fields);
const form = 'event_name=NewState&exten=991&state=Idle';
const utf8 = (text: string) => new TextEncoder().encode(text);

const failure = (body: unknown, rest: Partial<WebhookRequest> = {}) => {
  const result = safeDecode({ method: 'POST', path: '/', body, ...rest });
  return result.success ? result.event : result.error;
};

describe('a body', () => {
  it.each<[string, unknown, string[]]>([
    ['JSON text', json, []],
    ['JSON text with white space around it', `\r\n\t ${json} \n`, []],
    ['JSON text with a byte order mark', `\uFEFF${json}`, []],
    ['JSON in a JSON string', JSON.stringify(json), []],
    ['JSON in a string in a string', JSON.stringify(JSON.stringify(json)), []],
    ['a form in a JSON string', JSON.stringify(form), []],
    ['JSON in a Python string', `'${json}'`, ['BODY_REPAIRED']],
    ['JSON with a trailing comma', json.replace('}', ',}'), ['BODY_REPAIRED']],
    ['JSON with noise behind it', `${json}\n…;`, ['BODY_REPAIRED']],
    [
      'a Python literal',
      "{'event_name': u'NewState', \"exten\": '991', 'state': 'Idle', 'x': (None, True, -inf, [])}",
      ['BODY_REPAIRED'],
    ],
    ['a form', form, []],
    ['a form with white space around it', `\n${form}\n`, []],
    ['bytes of JSON', utf8(json), []],
    ['bytes with a byte order mark', utf8(`\uFEFF${json}`), []],
    ['bytes of a form', utf8(form), []],
    ['a Buffer', Buffer.from(json), []],
    ['an ArrayBuffer', utf8(json).buffer, []],
    ['a DataView', new DataView(utf8(json).buffer), []],
    ['a parsed object', fields, []],
    ['a parsed object without a prototype', Object.assign(Object.create(null), fields), []],
    ['JSON that a form parser took for a form', { [json]: '' }, []],
    [
      'JSON that a form parser split at = and &',
      { '{"event_name":"NewState","exten":"991","state":"Idle","x":"a': 'b', 'c"}': '' },
      [],
    ],
    ['JSON escaped like a form', `${encodeURIComponent(json)}=`, []],
  ])('may be %s', (_, body, expected) => {
    const event = decodeBody(body);
    expect(event).toMatchObject({ name: 'NewState', data });
    expect(codes(event)).toEqual(expected);
  });

  it.each([undefined, null, '', ' ', 'null', 'None', '""', '{}', '[]', [], {}, new Uint8Array()])(
    'may be nothing: %j',
    (body) => {
      expect(decode({ method: 'POST', path: '/', query: form, body })).toMatchObject({ data, warnings: [] });
    },
  );

  it.each<[string, unknown]>([
    ['text', 'hello'],
    ['a list', '[{"event_name":"NewState"}]'],
    ['a parsed list', [fields]],
    ['a number', 5],
    ['a function', () => json],
    ['a bare number', '5'],
    ['strings in strings without end', [1, 2, 3, 4, 5].reduce((text) => JSON.stringify(text), json)],
    ['cut off', json.slice(0, -3)],
    ['two payloads', json + json],
    ['an unknown word', '{"event_name": NewState}'],
    ['missing a comma', '{"a": 1 "b": 2}'],
    ['multipart', '--x\r\nContent-Disposition: form-data; name="exten"\r\n\r\n991\r\n--x--'],
    ['compressed', Uint8Array.from([31, 139, 8, 0, 0, 0])],
  ])('is refused when it is %s', (_, body) => {
    expect(failure(body)).toMatchObject({ code: 'BODY_MALFORMED', status: 400 });
  });

  it('is refused with the place where reading ended', () => {
    const message = (body: string) => String(failure(body));
    expect(message('{"exten": 991, "state": Idle}')).toContain('a value is expected at character 25 of 29.');
    expect(message('{"exten": 991,')).toContain('it ends after 14 characters, where a value is expected.');
  });

  it('keeps what is not UTF-8 as replacement characters, with a warning', () => {
    const bytes = Uint8Array.from([
      ...utf8('{"event_name":"Survey","point":5,"label":"'),
      0xff,
      ...utf8('"}'),
    ]);
    const event = decodeBody(bytes);
    expect(event).toMatchObject({ data: { label: '\uFFFD' }, warnings: [{ code: 'INVALID_TEXT' }] });
    expect(codes(decodeBody(utf8('{"event_name":"Survey","point":5,"label":"\uFFFD"}')))).toEqual([]);
  });

  it('is limited by bodyLimit: bytes of binary, characters of text', () => {
    const long = json.replace('Idle', 'Idle'.padEnd(1_048_577, ' '));
    for (const body of [long, utf8(long)])
      expect(failure(body)).toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 });
    expect(failure(undefined, { query: `x=${long}` })).toMatchObject({ code: 'BODY_TOO_LARGE' });
    expect(safeDecode({ method: 'POST', path: '/', body: long }, { bodyLimit: 2_000_000 })).toMatchObject({
      event: { data },
    });
    expect(safeDecode({ method: 'POST', path: '/', body: json }, { bodyLimit: 10 })).toMatchObject({
      error: { code: 'BODY_TOO_LARGE' },
    });
  });

  it('is not changed, nor shared at its top level', () => {
    const body = { ...fields, detail: [{}] };
    const event = decodeBody(body);
    expect(event.raw.fields).toEqual(body);
    expect(event.raw.fields).not.toBe(body);
  });
});

describe('a query', () => {
  it.each<[string, WebhookRequest['query'] & {}]>([
    ['text', form],
    ['text with ?', `?${form}`],
    ['URLSearchParams', new URLSearchParams(form)],
    ['an object', fields],
    ['an object without a prototype', Object.assign(Object.create(null), fields)],
    ['text with empty parts', `&&${form}&=&&x`],
  ])('may be %s', (_, query) => {
    const event = decodeQuery(query);
    expect(event).toMatchObject({ name: 'NewState', data, warnings: [] });
  });

  it('may be part of the path, beside one of its own', () => {
    expect(decodeQuery('state=Idle', '/call/newstate?exten=991&state=InUse')).toMatchObject({
      data,
      warnings: [],
    });
  });

  it('loses a clash with the body, with a warning', () => {
    const event = decode({ method: 'POST', path: '/', query: 'exten=1&state=Idle&m=simotel', body: json });
    expect(event).toMatchObject({ data, raw: { fields: { m: 'simotel' } } });
    expect(event.warnings).toEqual([expect.objectContaining({ code: 'FIELD_CONFLICT', field: 'exten' })]);
  });

  it('wins where the body says nothing, and compares any value', () => {
    const body = { event_name: 'NewState', exten: null, state: '', x: Object.create(null), y: Symbol('y') };
    const event = decode({ method: 'POST', path: '/', query: 'exten=991&state=Idle&x=1&y=1', body });
    expect(event).toMatchObject({ data });
    expect(codes(event)).toEqual(['FIELD_CONFLICT', 'FIELD_CONFLICT']);
  });

  it('of an address with its own query may have a second question mark', () => {
    const broken = `m=simotel&server_profile=main?${form}`;
    for (const query of [
      broken,
      new URLSearchParams(broken),
      Object.fromEntries(new URLSearchParams(broken)),
    ]) {
      const event = decodeQuery(query);
      expect(event).toMatchObject({ data, raw: { fields: { m: 'simotel', server_profile: 'main' } } });
      expect(codes(event)).toEqual(['QUERY_REPAIRED']);
    }
    expect(decodeQuery('event=Survey&point=5&label=why?&src=1')).toMatchObject({
      data: { label: 'why?' },
      warnings: [],
    });
  });

  it('warns once, however many pieces are not UTF-8', () => {
    const event = decodeQuery(`event=Survey&point=5&label=${'%ff-'.repeat(1000)}&src=%ff`);
    expect(codes(event)).toEqual(['INVALID_TEXT']);
  });

  it('may be damaged: what is no escape stays, bytes that are not UTF-8 are replaced', () => {
    const event = decodeQuery('event=Survey&point=5&label=%E0%A4%A&src=100%25%zz');
    expect(event).toMatchObject({ data: { label: '\uFFFD%A', src: '100%%zz' } });
    expect(new Set(codes(event))).toEqual(new Set(['INVALID_TEXT']));
    for (const text of ['%E0%A4%A', '100%25%zz', '%', '%%41', '%d8%b3%ff', 'a+b%2Bc']) {
      const mine = decodeQuery(`label=${text}&event=Survey&point=1`).raw.fields['label'];
      expect(mine).toBe(new URLSearchParams(`label=${text}`).get('label'));
    }
  });
});

describe('nested fields', () => {
  const detail = [{ src: '1', dst: '2', wait: 3 }, { src: '4' }];
  const queue = 'event_name=CdrQueue&src=1&dst=2';

  it.each([
    ['brackets', 'detail[0][src]=1&detail[0][dst]=2&detail[0][wait]=3&detail[1][src]=4'],
    ['brackets out of order', 'detail[1][src]=4&detail[0][wait]=3&detail[0][src]=1&detail[0][dst]=2'],
    [
      'large numbers in brackets',
      'detail[7][src]=1&detail[7][dst]=2&detail[7][wait]=3&detail[4294967296][src]=4',
    ],
    [
      'escaped brackets',
      'detail%5B0%5D%5Bsrc%5D=1&detail%5B0%5D%5Bdst%5D=2&detail%5B0%5D%5Bwait%5D=3&detail%5B1%5D%5Bsrc%5D=4',
    ],
    ['dots', 'detail[0].src=1&detail[0].dst=2&detail[0].wait=3&detail[1].src=4'],
    ['dots only', 'detail.0.src=1&detail.0.dst=2&detail.0.wait=3&detail.1.src=4'],
    ['JSON', 'detail=[{"src":"1","dst":"2","wait":3},{"src":"4"}]'],
    ['repeated JSON', 'detail={"src":"1","dst":"2","wait":3}&detail={"src":"4"}'],
    ['JSON in brackets', 'detail[0]={"src":"1","dst":"2","wait":3}&detail[1]={"src":"4"}'],
    ['Python', "detail=[{'src': '1', 'dst': '2', 'wait': 3}, {'src': '4'}]"],
    ['repeated Python', "detail={'src': '1', 'dst': '2', 'wait': 3}&detail={'src': '4', 'dst': None}"],
  ])('may come as %s', (_, text) => {
    const event = decodeQuery(`${queue}&${text}`);
    expect(event).toMatchObject({ data: { detail }, warnings: [] });
  });

  it('may be an object with numbers for keys, as query parsers make of long lists', () => {
    const event = decodeQuery({
      event_name: 'CdrQueue',
      src: '1',
      dst: '2',
      detail: { 0: detail[0], 1: detail[1] },
    });
    expect(event).toMatchObject({ data: { detail }, warnings: [] });
  });

  it('may be one object where a list is expected', () => {
    expect(decodeQuery(`${queue}&detail[src]=1`)).toMatchObject({
      data: { detail: [{ src: '1' }] },
      warnings: [],
    });
  });

  it('may hold quotes as Python writes them', () => {
    const text = `{'FAXSTATUSSTRING': "can't connect", 'FAXERROR': 'say "no" and can\\'t \\u0633\\n'}`;
    expect(decodeQuery({ event_name: 'OutgoingFax', fax_id: 'f', info: text })).toMatchObject({
      data: { info: { faxStatusString: "can't connect", faxError: 'say "no" and can\'t س' } },
    });
  });

  it.each([
    'detail=src&detail=dst',
    'detail=[object Object]',
    'detail=[object+Object]&detail=[object+Object]',
    'detail=src',
  ])('are absent with FIELD_LOST when only this arrived: %s', (text) => {
    const event = decodeQuery(`${queue}&${text}`);
    expect(event.kind === 'event' && 'detail' in event.data).toBe(false);
    expect(event.warnings).toEqual([expect.objectContaining({ code: 'FIELD_LOST', field: 'detail' })]);
  });

  it.each(['detail=[{"src":', 'detail=5 of 6', 'detail=[1,2]'])(
    'are absent with FIELD_INVALID when unreadable: %s',
    (text) => {
      const event = decodeQuery(`${queue}&${text}`);
      expect(event.kind === 'event' && 'detail' in event.data).toBe(false);
      expect(codes(event)).toEqual(['FIELD_INVALID']);
    },
  );

  it('warn with the whole place of a bad field', () => {
    const event = decodeQuery(`${queue}&detail[0][src]=1&detail[1][wait]=soon`);
    expect(event).toMatchObject({ data: { detail: [{ src: '1' }, {}] } });
    expect(event.warnings).toEqual([
      expect.objectContaining({ code: 'FIELD_INVALID', field: 'detail[1].wait' }),
    ]);
  });
});
