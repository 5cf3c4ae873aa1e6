import { decode } from '@simotel-hooks/core';
import { describe, expect, it } from 'vitest';
import { createEvent, createRequest, type Encoder, LOSSY_ENCODERS, type RequestAuth } from '../src/index.js';

const STATE = { participant: undefined, direction: undefined, queue: undefined, dialer: undefined };

describe('the wire form', () => {
  it('of a Cdr by G4 POST is JSON with the documented keys and types', () => {
    const data = {
      endTime: new Date('2021-01-16T06:30:37Z'),
      src: '991',
      type: 'local',
      duration: undefined,
      pollPoint: undefined,
      pollLabel: undefined,
      entryPoint: undefined,
      outgoingPoint: undefined,
      did: undefined,
    };

    expect(createRequest('Cdr', { data })).toEqual({
      method: 'POST',
      path: '/',
      query: '',
      headers: { 'content-type': 'application/json' },
      body:
        '{"event_name":"Cdr","starttime":"2021-01-16 06:30:28.471000","endtime":"2021-01-16 06:30:37",' +
        '"src":"991","dst":"993","type":"local","disposition":"ANSWERED","billsec":9,"wait":11,' +
        '"record":"20210116_1610778618.378.mp3","unique_id":"1610778618.378"}',
    });
  });

  it('of a NewState by Rest4 GET is the documented address', () => {
    const data = { ...STATE, state: 'Unavailable' };
    const options = { version: 'Rest4', method: 'GET', path: '/call/', data, callId: null } as const;

    expect(createRequest('NewState', options)).toEqual({
      method: 'GET',
      path: '/call/NewState',
      query: 'event_name=NewState&exten=991&state=Unavailable',
      headers: {},
      body: '',
    });
    expect(createRequest('NewState', { ...options, suffixCase: 'lower', repeatName: false })).toMatchObject({
      path: '/call/newstate',
      query: 'exten=991&state=Unavailable',
    });
  });

  it('of versions 2 and 3 by POST is a form, or a query with an empty body', () => {
    const data = { ...STATE, state: 'Idle' };

    expect(createRequest('NewState', { version: 'G2', data, callId: null })).toEqual({
      method: 'POST',
      path: '/',
      query: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'event_name=NewState&exten=991&state=Idle',
    });
    expect(createRequest('NewState', { version: 'Rest3', postAs: 'query', data, callId: null })).toEqual({
      method: 'POST',
      path: '/NewState',
      query: 'event_name=NewState&exten=991&state=Idle',
      headers: {},
      body: '',
    });
  });

  it.each([
    ['CdrQueue', 'numbers as text', { billsec: '31' }],
    ['AutoDialerReport', 'numbers', { billsec: 5 }],
    ['VoiceMailEmail', 'flags as Python prints them', { active: 'True', attached_file: 'False' }],
    ['NewState', 'flags as yes and no', { dialer: 'no' }],
    ['TrunkAdded', 'epoch seconds', { date: '1675675148.924', last_time_sec: '0' }],
    ['Survey', 'the key "event"', { event: 'Survey', point: 5 }],
    ['ReservedCallInFront', 'both keys', { event_name: 'ReservedCallInFront', event: 'ReservedCallInFront' }],
  ] as const)('of %s has %s', (name, _, fields) => {
    expect(JSON.parse(createRequest(name).body)).toMatchObject(fields);
  });

  it('prints times on the clock of the PBX', () => {
    const request = createRequest('Survey', { timeZone: 'Asia/Tehran' });

    expect(request.body).toContain('"date":"2021-01-09 11:17:45.483000"');
    expect(decode(request, { timeZone: 'Asia/Tehran' })).toMatchObject({ data: createEvent('Survey').data });
  });
});

describe('options', () => {
  it('choose the key of the call id', () => {
    const keys = (idKey: 'unique_id' | 'cuid' | 'both') =>
      Object.keys(JSON.parse(createRequest('Transfer', { idKey }).body)).slice(4);

    expect(keys('unique_id')).toEqual(['unique_id']);
    expect(keys('cuid')).toEqual(['cuid']);
    expect(keys('both')).toEqual(['unique_id', 'cuid']);
  });

  it('authenticate by password, by query and by header', () => {
    const auth = (auth: RequestAuth) => createRequest('Ping', { auth, path: '/hook?a=1' });

    expect(auth({ username: 'علی', password: 'p:w' }).headers).toEqual({
      'content-type': 'application/json',
      authorization: 'Basic 2LnZhNuMOnA6dw==',
    });
    expect(auth({ query: { token: 'a&b' } })).toMatchObject({ path: '/hook', query: 'a=1&token=a%26b' });
    expect(auth({ headers: { 'X-Token': 't' } }).headers).toMatchObject({ 'x-token': 't' });
  });

  it('add fields that no type describes, and impossible values', () => {
    const event = decode(createRequest('Cdr', { fields: { trunk: { name: 'E1' }, billsec: 'soon' } }));

    expect(event.raw.fields).toMatchObject({ trunk: { name: 'E1' }, billsec: 'soon' });
    expect(event.warnings).toMatchObject([{ code: 'FIELD_INVALID', field: 'billsec' }]);
  });

  it.each(LOSSY_ENCODERS)('%s loses nested values, as such senders do', (encoder) => {
    const event = decode(createRequest('CdrQueue', { method: 'GET', encoder }));

    expect(event.warnings).toMatchObject([{ code: 'FIELD_LOST', field: 'detail' }]);
  });

  it.each<[Encoder, 'GET' | 'POST']>([
    ['brackets', 'POST'],
    ['lossy-keys', 'POST'],
    ['python-literal', 'GET'],
  ])('refuse the encoder %s for a %s of G4', (encoder, method) => {
    expect(() => createRequest('Cdr', { method, encoder })).toThrow(TypeError);
  });

  it('refuse what JavaScript lets pass: unknown properties and wrong types', () => {
    const sent = (name: 'Cdr' | 'CdrQueue', json: string) => () =>
      createRequest(name, { data: JSON.parse(json) });

    expect(sent('Cdr', '{"durationn":1}')).toThrow('There is no Cdr.durationn; ');
    expect(sent('Cdr', '{"billsec":"9"}')).toThrow(
      'Cdr.billsec is of the type "integer"; a string does not fit.',
    );
    expect(sent('CdrQueue', '{"detail":[{"src":1}]}')).toThrow(
      'CdrQueue.detail[0].src is of the type "telephone"',
    );
    expect(() => createRequest('Survey', { timeZone: 'Mars' })).toThrow(RangeError);
  });
});
