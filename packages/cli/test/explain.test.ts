import {
  type AnySimotelEvent,
  type DecodeOptions,
  type DecodeResult,
  SIMOTEL_EVENT_NAMES,
  SimotelError,
  safeDecode,
} from '@simotel-hooks/core';
import { createRequest, QUERY_ENCODERS, type RequestOptions, SIMOTEL_VERSIONS } from '@simotel-hooks/testing';
import fc from 'fast-check';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { explain } from '../src/delivery/explain.js';
import type { ExplainedField, Explanation } from '../src/delivery/explanation.js';
import { transportLabel, transportOf } from '../src/delivery/transport.js';
import { toJson } from '../src/delivery/wire-value.js';
import { outgoingOf } from '../src/send/outgoing-of.js';
import { explanationLines } from '../src/terminal/explanation.js';
import { PAYLOADS } from '../src/tour/samples.js';

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
}

function explained({ method = 'POST', path = '/', body = '' }: Sent, options: DecodeOptions = {}) {
  const request = { method, path, headers: {}, body: Buffer.from(body), ip: null };
  const result = safeDecode({ ...request, ip: undefined }, options);
  return { request, result, explanation: explain(request, result, options) };
}

const fieldsOf = (sent: Sent, options?: DecodeOptions) =>
  new Map(explained(sent, options).explanation.fields.map((field) => [field.key, field]));

/** Every field once, and those that are used have what the event has. */
function expectWhole(explanation: Explanation, event: AnySimotelEvent): void {
  expect(explanation.fields.map(({ key, raw }) => [key, raw])).toEqual(Object.entries(event.raw.fields));
  const used = explanation.fields.filter(({ use }) => use === 'property');
  const parts = used.filter(({ key }) => /[[.]/.test(key));
  const whole = used.filter((field) => !parts.includes(field));
  const data = event.kind === 'event' ? toJson(event.data) : {};
  const found = Object.fromEntries(whole.map(({ property, value }) => [property, value]));
  const partial = new Set(parts.map(({ property }) => property));
  expect(data).toMatchObject(found);
  expect(
    Object.keys(Object(data))
      .filter((property) => !partial.has(property))
      .sort(),
  ).toEqual(Object.keys(found).sort());
  expect(whole).toHaveLength(Object.keys(found).length);
}

function eventOf(result: DecodeResult): AnySimotelEvent {
  if (!result.success) throw result.error;
  return result.event;
}

describe('the documented samples', () => {
  it.each(PAYLOADS)('$id', ({ raw, event }) => {
    for (const path of ['/', `/call/${event}`, `/call/${event.toLowerCase()}`]) {
      const { explanation, result } = explained({ path, body: raw });
      expectWhole(explanation, eventOf(result));
      expect(explanation.name?.name).toBe(event);
      expect(explanation.fields.every(({ from }) => from === 'body')).toBe(true);
      expect(explanation.transport).toEqual({
        version: path === '/' ? 'G' : 'Rest',
        method: 'POST',
        encoding: 'JSON',
      });
      expect(explanation.callId).toBe(eventOf(result).callId);
    }
  });
});

describe('every event, in every encoding', () => {
  it.each(SIMOTEL_EVENT_NAMES)('%s', (name) => {
    const choices = SIMOTEL_VERSIONS.flatMap((version) => [
      ...QUERY_ENCODERS.map((encoder): RequestOptions<typeof name> => ({ version, method: 'GET', encoder })),
      { version, method: 'POST' } as const,
    ]);
    for (const choice of choices) {
      const request = outgoingOf(createRequest(name, choice));
      const result = safeDecode({ ...request, ip: undefined });
      const explanation = explain(request, result);
      expectWhole(explanation, eventOf(result));
      expect(explanation.fields.filter(({ use }) => use === 'invalid' || use === 'undescribed')).toEqual([]);
      const from = request.path.includes('?') ? 'query' : 'body';
      expect(explanation.fields.every((field) => field.from === from)).toBe(true);
    }
  });

  it('puts the parts of a nested field together to what the event has', () => {
    for (const encoder of ['brackets', 'dots'] as const) {
      const request = outgoingOf(createRequest('CdrQueue', { method: 'GET', encoder }));
      const result = safeDecode({ ...request, ip: undefined });
      const parts = explain(request, result).fields.filter(({ property }) => property === 'detail');
      const event = eventOf(result);
      const detail = event.name === 'CdrQueue' ? (event.data.detail ?? []) : [];
      expect(parts.map(({ value }) => value)).toEqual(detail.flatMap((item) => Object.values(item)));
    }
  });

  it('counts the items of a list, whatever their numbers', () => {
    const query =
      'event_name=CdrQueue&src=1&dst=2&detail[7][wait]=x&detail[3][dst]=33&detail[7][dst]=77&detail[7][odd]=1&detail[3][src]=';
    const fields = fieldsOf({ method: 'GET', path: `/?${query}` });
    expect(fields.get('detail[3][dst]')).toMatchObject({ use: 'property', property: 'detail', value: '33' });
    expect(fields.get('detail[7][dst]')).toMatchObject({ use: 'property', property: 'detail', value: '77' });
    expect(fields.get('detail[7][wait]')).toMatchObject({ use: 'invalid', property: 'detail' });
    expect(fields.get('detail[7][odd]')).toMatchObject({ use: 'undescribed', property: 'detail' });
    expect(fields.get('detail[3][src]')).toMatchObject({ use: 'empty', property: 'detail' });
  });

  it('marks what an encoder dropped', () => {
    for (const encoder of ['lossy-keys', 'lossy-objects'] as const) {
      const request = outgoingOf(createRequest('CdrQueue', { method: 'GET', encoder }));
      const explanation = explain(request, safeDecode({ ...request, ip: undefined }));
      expect(explanation.fields.find(({ key }) => key === 'detail')).toMatchObject({
        use: 'invalid',
        property: 'detail',
      });
      expect(explanation.warnings.map(({ code }) => code)).toContain('FIELD_LOST');
    }
  });
});

describe('a field', () => {
  it('that another one outranks is not used', () => {
    const fields = fieldsOf({
      body: 'event_name=Cdr&event=Cdr&src=1&dst=2&starttime=2021-01-16 06:30:37&start_time=2020-01-01 00:00:00&unique_id=1.2&cuid=1.2',
    });
    expect(fields.get('starttime')).toMatchObject({
      use: 'property',
      property: 'startTime',
      value: '2021-01-16T06:30:37.000Z',
    });
    expect(fields.get('start_time')).toMatchObject({ use: 'outranked', property: 'startTime' });
    expect(fields.get('unique_id')).toMatchObject({ use: 'callId', value: '1.2' });
    expect(fields.get('cuid')).toMatchObject({ use: 'outranked' });
    expect(fields.get('event')).toMatchObject({ use: 'outranked' });
  });

  it('under a worse name is used where the better one is empty', () => {
    const fields = fieldsOf({
      body: 'event_name=Cdr&src=1&dst=2&starttime=&start_time=2021-01-16 06:30:37&unique_id=None&cuid=1.2',
    });
    expect(fields.get('starttime')).toMatchObject({ use: 'empty', property: 'startTime' });
    expect(fields.get('start_time')).toMatchObject({ use: 'property', property: 'startTime' });
    expect(fields.get('unique_id')).toMatchObject({ use: 'empty' });
    expect(fields.get('cuid')).toMatchObject({ use: 'callId', value: '1.2' });
  });

  it('that cannot be used, says nothing or is not described is told apart', () => {
    const fields = fieldsOf({
      body: '{"event_name":"Cdr","src":1,"dst":"2","billsec":"soon","wait":" ","record":null,"odd":{"a":1},"__proto__":"x"}',
    });
    expect(fields.get('billsec')).toMatchObject({ use: 'invalid', property: 'billsec', raw: 'soon' });
    expect(fields.get('billsec')).not.toHaveProperty('value');
    expect(fields.get('wait')).toMatchObject({ use: 'empty', property: 'wait' });
    expect(fields.get('record')).toMatchObject({ use: 'empty' });
    expect(fields.get('odd')).toMatchObject({ use: 'undescribed', property: null, raw: { a: 1 } });
    expect(fields.get('__proto__')).toMatchObject({ use: 'undescribed', raw: 'x' });
  });

  it('is told to be of the query or the body', () => {
    const { explanation } = explained({
      path: '/index.php?m=simotel&src=1&dst=9',
      body: '{"event_name":"Cdr","src":"1","dst":"2","originated_call_id":"orig.call.1"}',
    });
    const from = Object.fromEntries(explanation.fields.map((field) => [field.key, field.from]));
    expect(from).toMatchObject({ m: 'query', src: 'query', dst: 'body', event_name: 'body' });
    expect(explanation.transport.encoding).toBe('mixed');
    expect(explanation.originatedCallId).toBe('orig.call.1');
    expect(explanation.fields.find(({ key }) => key === 'originated_call_id')?.use).toBe('originatedCallId');
  });

  it('of time is read in the zone that the delivery was decoded with', () => {
    const sent = { body: 'event_name=Cdr&src=1&dst=2&starttime=2021-01-16 10:00:37' };
    expect(fieldsOf(sent, { timeZone: 'Asia/Tehran' }).get('starttime')?.value).toBe(
      '2021-01-16T06:30:37.000Z',
    );
  });
});

describe('the name', () => {
  it.each([
    [{ body: 'event_name=cdr&src=1&dst=2' }, { name: 'Cdr', spelling: 'cdr', from: 'event_name' }],
    [{ body: 'event= Survey &point=5' }, { name: 'Survey', spelling: 'Survey', from: 'event' }],
    [
      { path: '/call/newstate', body: 'exten=1&state=Idle' },
      { name: 'NewState', spelling: 'newstate', from: 'path' },
    ],
    [
      { path: '/callNewState', body: 'exten=1&state=Idle' },
      { name: 'NewState', spelling: 'callNewState', from: 'path' },
    ],
    [
      { path: '/x', body: 'campaign_id=a&number=1&disposition=BUSY' },
      { name: 'AutoDialerReport', spelling: null, from: 'fields' },
    ],
    [{ body: 'event_name=TestEvent&a=1' }, { name: null, spelling: 'TestEvent', from: 'event_name' }],
    [
      { path: '/TestEvent', body: 'a=1' },
      { name: null, spelling: 'TestEvent', from: 'path' },
    ],
    [{ body: 'a=1' }, null],
    [
      { path: '/newstate', body: '{"event_name":{},"exten":"1"}' },
      { name: 'NewState', spelling: 'newstate', from: 'path' },
    ],
    [
      { path: '/callNewState', body: 'exten=1' },
      { name: 'NewState', spelling: 'callNewState', from: 'path' },
    ],
  ])('%j', (sent, name) => {
    expect(explained(sent).explanation.name).toEqual(name);
  });
});

describe('an error', () => {
  it('of a refused event still tells what the rest says', () => {
    const { explanation } = explained({
      path: '/Survey',
      body: 'src=991&point=soon&date=2021-01-09 07:47:45&queue=&odd=1&unique_id=1.2',
    });
    expect(explanation.error).toMatchObject({
      code: 'EVENT_INVALID',
      status: 422,
      issues: [{ path: 'point' }],
    });
    expect(explanation.callId).toBe('1.2');
    const uses = explanation.fields.map(({ key, use, value }) => [key, use, value]);
    expect(uses).toEqual([
      ['src', 'property', '991'],
      ['point', 'invalid', undefined],
      ['date', 'property', '2021-01-09T07:47:45.000Z'],
      ['queue', 'empty', undefined],
      ['odd', 'undescribed', undefined],
      ['unique_id', 'callId', '1.2'],
    ]);
  });

  it('never shows a value that did not come', () => {
    const { explanation } = explained({ path: '/ExtenRemoved', body: '{"number":{"a":1},"state":"Idle"}' });
    expect(explanation.fields.map(({ key, use }) => [key, use])).toEqual([
      ['number', 'invalid'],
      ['state', 'property'],
    ]);
    expect(explanation.warnings.map(({ code }) => code)).not.toContain('FIELD_CONFLICT');
  });

  it('without a name knows the fields', () => {
    const { explanation } = explained({ body: 'a=1&unique_id=1.2&event_name=' });
    expect(explanation).toMatchObject({ name: null, error: { code: 'EVENT_NAME_MISSING' } });
    expect(explanation.fields.map(({ key, use }) => [key, use])).toEqual([
      ['a', 'undescribed'],
      ['unique_id', 'callId'],
      ['event_name', 'empty'],
    ]);
  });

  it('of a body that cannot be read knows the query', () => {
    const { explanation } = explained({ path: '/NewState?exten=991&state=Idle', body: '{"a":' });
    expect(explanation).toMatchObject({ name: { name: 'NewState' }, error: { code: 'BODY_MALFORMED' } });
    expect(explanation.fields.map(({ key, from }) => [key, from])).toEqual([
      ['exten', 'query'],
      ['state', 'query'],
    ]);
  });

  it('of a stranger tells nothing of the request', () => {
    const request = {
      method: 'POST',
      path: '/?event_name=Cdr',
      headers: {},
      body: new Uint8Array(),
      ip: null,
    };
    const result = { success: false, error: new SimotelError('UNAUTHORIZED', 'No.') } as const;
    expect(explain(request, result)).toMatchObject({
      fields: [],
      name: null,
      error: { code: 'UNAUTHORIZED', status: 401 },
    });
  });
});

describe('the transport', () => {
  it.each([
    ['GET', '/call/?event_name=Cdr', '', 'Cdr', 'G GET query'],
    ['POST', '/call/', '{"event_name":"Cdr"}', 'Cdr', 'G POST JSON'],
    ['POST', '/call/', "  {'a': 1}", null, 'G POST JSON'],
    ['POST', '/call/new%20state', 'a=1', null, 'Rest POST form'],
    ['POST', '/call/cdr/', '', null, 'Rest POST query'],
    ['POST', '/TestEvent?a=1', 'null', 'TestEvent', 'Rest POST query'],
    ['POST', '/?a=1', 'b=1', null, 'G POST mixed'],
    ['POST', '/سلام', 'b=1', 'درود', 'G POST form'],
    ['\u001b[2J', '/', '', null, 'G \\u001b[2J query'],
  ])('%s %s', (method, path, body, spelling, label) => {
    expect(transportLabel(transportOf({ method, path, body: Buffer.from(body) }, spelling))).toBe(label);
  });
});

describe('explaining anything', () => {
  it('never throws, and shows every field once, safe for a terminal', () => {
    const key = fc.oneof(
      fc.constantFrom(
        'event_name',
        'event',
        'src',
        'exten',
        'state',
        'unique_id',
        'cuid',
        'detail',
        'info',
        'point',
        'number',
      ),
      fc.constantFrom(
        'detail[0][src]',
        'detail[1].x',
        'info[FAXSTATUS]',
        'info.FAXPAGES',
        'detail[0]',
        'detail[',
        '__proto__',
        'constructor',
        '{',
        'billsec',
      ),
      fc.string({ unit: 'binary' }),
    );
    const value = fc.oneof(
      fc.constantFrom(
        'Cdr',
        'CdrQueue',
        'NewState',
        'OutgoingFax',
        '',
        'None',
        '1.2',
        'soon',
        null,
        5,
        [],
        {},
        [{}],
        ['a', 'b'],
        true,
      ),
      fc.jsonValue(),
    );
    const json = fc.array(fc.tuple(key, value)).map((pairs) => JSON.stringify(Object.fromEntries(pairs)));
    const form = fc
      .array(fc.tuple(key, fc.constantFrom('Cdr', 'CdrQueue', '1', 'soon', '')))
      .map((pairs) =>
        pairs
          .map(([name, text]) => `${encodeURIComponent(name.replace(/\p{Surrogate}/gu, ''))}=${text}`)
          .join('&'),
      );
    const path = fc
      .tuple(fc.constantFrom('', '/', '/cdr', '/callNewState', '/%E0%A4%A'), form)
      .map(([start, query]) => `${start}?${query}`);
    fc.assert(
      fc.property(path, fc.oneof(json, form, fc.string()), (target, body) => {
        const { explanation, request, result } = explained({ path: target, body });
        const raw = result.success ? result.event.raw : result.error.raw;
        if (raw) expect(explanation.fields.map(({ key: name }) => name)).toEqual(Object.keys(raw.fields));
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
        const lines = explanationLines(
          { how: 'bare body', request, explanation, data: result.success ? result.event.raw : undefined },
          pc.createColors(false),
        );
        for (const line of lines) expect(line).not.toMatch(/\p{Cc}|\u202e/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('in a terminal', () => {
  it('an explanation is a table between header and warnings', () => {
    const { request, result, explanation } = explained({
      method: 'POST',
      path: '/call/newstate',
      body: "{'exten': '991', 'state': 'InUse', 'dialer': 'perhaps', 'cuid': '1610778618.378', 'x': 1}",
    });
    const data = result.success && result.event.kind === 'event' ? toJson(result.event.data) : undefined;
    expect(
      explanationLines({ how: 'curl command', request, explanation, data }, pc.createColors(false)),
    ).toEqual([
      'read as     curl command',
      'request     POST /call/newstate',
      'transport   Rest POST JSON',
      'event       NewState (by the end of the path, spelt "newstate")',
      'call id     1610778618.378',
      '',
      '  exten   →  exten   "991"',
      '  state   →  state   "InUse"',
      '  dialer  →  dialer  "perhaps"  (cannot be used)',
      '  cuid    →  callId  "1610778618.378"  (the call id)',
      '  x       →  –       1  (no type describes it)',
      '',
      expect.stringMatching(/^! BODY_REPAIRED: The body is not valid JSON/),
      '! FIELD_INVALID dialer: dialer is not yes or no; it is left out of data.',
      '',
      '{',
      '  "exten": "991",',
      '  "state": "InUse"',
      '}',
    ]);
  });

  it('an error ends with what to do', () => {
    const { request, explanation } = explained({ path: '/newstate', body: 'exten=991' });
    const lines = explanationLines({ how: 'bare body', request, explanation }, pc.createColors(false));
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(/^✗ EVENT_INVALID: NewState cannot do without state/),
      '  state: state is missing.',
    ]);
  });

  it('a hostile delivery cannot move the cursor', () => {
    const field = (use: ExplainedField['use']): ExplainedField => ({
      key: '\u001b[2J',
      from: 'body',
      raw: '\u009b1m\u202e',
      use,
      property: null,
    });
    const explanation: Explanation = {
      ...explained({}).explanation,
      name: { name: null, spelling: '\u001b[1m', from: 'path' },
      callId: '\u0007',
      fields: [field('undescribed'), field('invalid')],
    };
    const request = { method: '\u001b', path: '/\u001b', headers: {}, body: new Uint8Array(), ip: null };
    const text = explanationLines(
      { how: 'bare body', request, explanation, data: { a: '\u202e' } },
      pc.createColors(false),
    ).join('');
    expect(text).not.toMatch(/\p{Cc}|\u202e/u);
  });
});
