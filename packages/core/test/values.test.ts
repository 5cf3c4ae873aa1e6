import { describe, expect, it } from 'vitest';
import { type AnySimotelEvent, decode, safeDecode } from '../src/index.js';
import { codes, decodeBody, decodeJson, decodeQuery } from './support.js';

function read(fields: Record<string, unknown>): { data: Record<string, unknown>; codes: string[] } {
  return shown(decodeJson(fields));
}

function shown(event: AnySimotelEvent) {
  return { data: { ...(event.kind === 'event' && event.data) }, codes: codes(event) };
}

const cdr = (fields: object) => read({ event_name: 'Cdr', src: '1', dst: '2', ...fields });
const queued = (fields: object) => read({ event_name: 'CdrQueue', src: '1', dst: '2', ...fields });
const mail = (fields: object) => read({ event_name: 'VoiceMailEmail', number: '5', ...fields });

describe('absent values', () => {
  it.each([null, '', ' ', '\u00a0', 'None', ' None ', '\u00a0None', 'null'])(
    '%j leaves the property out without a warning',
    (nothing) => {
      const fields = { record: nothing, billsec: nothing, starttime: nothing, disposition: nothing };
      expect(cdr(fields)).toEqual({ data: { src: '1', dst: '2' }, codes: [] });
      expect(mail({ active: nothing }).data).toStrictEqual({ number: '5' });
      expect(queued({ detail: nothing }).data).toStrictEqual({ src: '1', dst: '2' });
    },
  );

  it('are as good as missing where a field is required', () => {
    const result = safeDecode({ method: 'GET', path: '/newstate', query: 'exten=None&state=Idle' });
    expect(result).toMatchObject({ error: { issues: [{ path: 'exten', message: 'exten is missing.' }] } });
  });
});

describe('text', () => {
  it.each([' x', 'x\n', '\u00a0x', 'x\u00a0', '\u3000x\u2028', 'x\ufeff'])(
    '%j comes without the white space around it',
    (value) => {
      expect(cdr({ record: value }).data).toMatchObject({ record: 'x' });
    },
  );

  it('keeps other characters at its ends', () => {
    for (const value of ['سلام', 'می\u200c', '\u0001x\u0001', 'é', '🙂']) {
      expect(cdr({ record: value }).data).toMatchObject({ record: value });
    }
  });
});

describe('whole numbers', () => {
  it.each([
    [9, 9],
    ['9', 9],
    [' 9 ', 9],
    ['09', 9],
    ['9.0', 9],
    ['+9', 9],
    [0, 0],
    ['-0', 0],
    ['1e2', 100],
    ['1234567890', 1_234_567_890],
  ])('%j is %d', (sent, billsec) => {
    expect(cdr({ billsec: sent })).toStrictEqual({ data: { src: '1', dst: '2', billsec }, codes: [] });
  });

  it.each([9.5, '9.5', 'nine', '9s', '9 9', true, {}, '1e999', '99999999999999999999', '٩', '0x1f'])(
    '%j is left out with FIELD_INVALID',
    (sent) => {
      expect(cdr({ billsec: sent })).toStrictEqual({
        data: { src: '1', dst: '2' },
        codes: ['FIELD_INVALID'],
      });
    },
  );
});

describe('booleans', () => {
  it.each([true, 'True', 'true', 'TRUE', 'yes', 1, '1'])('%j is true', (sent) => {
    expect(mail({ active: sent })).toEqual({ data: { number: '5', active: true }, codes: [] });
  });
  it.each([false, 'False', 'false', 'no', 0, '0'])('%j is false', (sent) => {
    expect(mail({ attached_file: sent })).toEqual({ data: { number: '5', attachedFile: false }, codes: [] });
  });
  it.each(['perhaps', 2, {}])('%j is left out with FIELD_INVALID', (sent) => {
    expect(mail({ active: sent })).toEqual({ data: { number: '5' }, codes: ['FIELD_INVALID'] });
  });
});

describe('enumerations', () => {
  it.each([
    ['ANSWERED', 'ANSWERED'],
    ['Answered', 'ANSWERED'],
    ['NO ANSWER', 'NO ANSWER'],
    ['NOANSWER', 'NO ANSWER'],
    ['No Answered', 'NO ANSWER'],
    ['Busy', 'BUSY'],
    ['failed', 'FAILED'],
    ['Missed', 'MISSED'],
    ['lost', 'LOST'],
    ['barred', 'barred'],
    ['وصل', 'وصل'],
  ])('disposition %s is %s', (sent, disposition) => {
    expect(cdr({ disposition: sent })).toMatchObject({ data: { disposition }, codes: [] });
  });

  it.each([
    ['NewState', 'state', 'ringing', 'Ringing'],
    ['NewState', 'state', 'INUSE', 'InUse'],
    ['NewState', 'state', 'In Use', 'InUse'],
    ['NewState', 'direction', 'IN', 'in'],
    ['Cdr', 'type', 'Incoming', 'incoming'],
    ['Cdr', 'type', 'no_defined', 'no defined'],
    ['CdrQueue', 'hangup', 'Agent', 'agent'],
    ['VoiceMail', 'state', 'Success', 'SUCCESS'],
    ['TrunkAdded', 'state', 'OK', 'Ok'],
    ['TrunkAdded', 'state', 'deactivate', 'Deactivate'],
    ['OutgoingFax', 'state', 'Sending', 'SENDING'],
  ])('%s %s %s is %s', (name, field, sent, value) => {
    const required = {
      exten: '1',
      state: 'Idle',
      src: '1',
      dst: '2',
      number: '3',
      trunk_name: 't',
      fax_id: 'f',
    };
    expect(read({ event_name: name, ...required, [field]: sent }).data).toMatchObject({ [field]: value });
  });
});

describe('aliases', () => {
  it.each([
    ['Cdr', 'startTime', ['starttime', 'start_time'], '2021-01-16 06:30:37'],
    ['Cdr', 'endTime', ['endtime', 'end_time'], '2021-01-16 06:30:37'],
    ['Cdr', 'pollLabel', ['poll_lable', 'poll_label'], 'x'],
    ['CdrQueue', 'ringTime', ['ringtime', 'ring_time'], '2021-01-16 06:30:37'],
    ['CdrQueue', 'answeredTime', ['answeredtime', 'answered_time'], '2021-01-16 06:30:37'],
    ['CdrQueue', 'queue', ['queue', 'qnum'], '902'],
    ['Survey', 'queue', ['queue', 'qnum'], '902'],
    ['NewState', 'dialer', ['dialer', 'dialing'], 'yes'],
    ['OutgoingCall', 'outgoingPoint', ['outgoing_point', 'entry_point', 'exit_point'], 'E1'],
    ['Transfer', 'transferer', ['transferer', 'transfer'], '993'],
    ['ExtenRemoved', 'exten', ['exten', 'number'], '77777'],
  ])('%s %s comes under %j', (name, property, keys, value) => {
    const others = {
      exten: '1',
      state: 'Idle',
      src: '1',
      dst: '2',
      point: 5,
      transferred_from: '1',
      transferred_to: '2',
    };
    const base: Record<string, unknown> = { event_name: name, ...others, number: '3' };
    for (const key of keys) delete base[key];
    const expected = read({ ...base, [keys[0] ?? '']: value }).data[property];
    expect(expected).toBeDefined();
    for (const key of keys)
      expect(read({ ...base, [key]: value })).toMatchObject({ data: { [property]: expected }, codes: [] });
    const [best = '', ...worse] = keys;
    for (const key of worse) {
      const other = property === 'dialer' ? 'no' : '2022-01-01 00:00:00';
      // Whatever the order of the keys, the better alias wins.
      expect(read({ ...base, [key]: other, [best]: value })).toMatchObject({
        data: { [property]: expected },
        codes: ['FIELD_CONFLICT'],
      });
      expect(read({ ...base, [best]: value, [key]: other })).toMatchObject({
        data: { [property]: expected },
        codes: ['FIELD_CONFLICT'],
      });
      expect(read({ ...base, [key]: value, [best]: '' })).toMatchObject({
        data: { [property]: expected },
        codes: [],
      });
    }
  });
});

describe('call ids', () => {
  const ids = (fields: object) => {
    const { callId, originatedCallId, warnings } = decodeJson({ event_name: 'Ping', ...fields });
    return [callId, originatedCallId, warnings.map(({ code }) => code)];
  };

  it.each(['unique_id', 'cuid', 'uniqueid'])('come under %s', (key) => {
    expect(ids({ [key]: '1613906376.30' })).toEqual(['1613906376.30', null, []]);
  });
  it('prefer unique_id, and warn where cuid differs', () => {
    expect(ids({ cuid: '2', unique_id: '1' })).toEqual(['1', null, ['ID_CONFLICT']]);
    expect(ids({ cuid: '1', unique_id: '1' })).toEqual(['1', null, []]);
    expect(ids({ cuid: '1', unique_id: '' })).toEqual(['1', null, []]);
    expect(ids({ cuid: 'None', unique_id: '1' })).toEqual(['1', null, []]);
  });
  it('may be missing', () => expect(ids({ unique_id: null })).toEqual([null, null, []]));
  it('include that of the originate API', () => {
    expect(ids({ originated_call_id: 'orig.call.1.2' })).toEqual([null, 'orig.call.1.2', []]);
  });
});

describe('digits', () => {
  const incoming = (number: string, id = '"1.1"') =>
    decodeBody(`{"event_name": "IncomingCall", "number": ${number}, "unique_id": ${id}}`);

  it.each([
    ['1613906376.30', []],
    ['1613906376.3', []],
    ['12345678901234567890', []],
    ['1.0', []],
  ])('a bare id %s keeps every digit', (id, expected) => {
    const event = incoming('"1"', id);
    expect(event.callId).toBe(id);
    expect(event.raw.fields['unique_id']).toEqual(String(Number(id)) === id ? Number(id) : id);
    expect(codes(event)).toEqual(expected);
  });

  it.each(['09331112233', '+989121234567', '00989121234567', '-5', '0', '007'])(
    'a bare number %s keeps every digit',
    (number) => {
      expect(incoming(number)).toMatchObject({ data: { number } });
    },
  );

  it('keeps digits in nested fields, in any encoding', () => {
    const detail = '[{"src": 0912.50, "dst": 1.50, "wait": 2}]';
    for (const event of [
      decodeBody(`{"event_name": "CdrQueue", "src": 1, "dst": 2, "detail": ${detail}}`),
      decodeQuery({ event_name: 'CdrQueue', src: '1', dst: '2', detail }),
      decodeQuery(`event_name=CdrQueue&src=1&dst=2&detail=${encodeURIComponent(detail)}`),
    ]) {
      expect(event).toMatchObject({ data: { detail: [{ src: '0912.50', dst: '1.50', wait: 2 }] } });
    }
  });

  it('keeps digits of a text body beside the query object of a framework', () => {
    const body = '{"event_name": "IncomingCall", "number": 0912, "unique_id": 1613906376.30}';
    for (const query of [{}, { m: 'simotel' }, new URLSearchParams()]) {
      for (const text of [body, body.replace('0912', '"0912"')]) {
        const event = decode({ method: 'POST', path: '/', query, body: text });
        expect(event).toMatchObject({ data: { number: '0912' }, callId: '1613906376.30' });
        expect(codes(event)).not.toContain('DIGITS_UNCERTAIN');
      }
    }
  });

  it('warns where a body parser has taken the digits away', () => {
    const event = decodeBody({ event_name: 'IncomingCall', number: 9331112233, unique_id: 1613906376.3 });
    expect(event).toMatchObject({ data: { number: '9331112233' }, callId: '1613906376.3' });
    expect(event.warnings).toEqual([
      expect.objectContaining({ code: 'DIGITS_UNCERTAIN', field: 'unique_id' }),
    ]);
  });

  it('puts back a plus that was not escaped', () => {
    for (const [query, expected] of [
      ['number=+989121234567', ['PLUS_RESTORED']],
      ['number=%2B989121234567', []],
    ] as const) {
      const event = decodeQuery(query, '/incomingcall');
      expect(event).toMatchObject({ data: { number: '+989121234567' } });
      expect(codes(event)).toEqual(expected);
    }
    expect(decodeJson({ event_name: 'IncomingCall', number: ' 989121234567' })).toMatchObject({
      data: { number: '989121234567' },
    });
  });
});

describe('repeated keys', () => {
  it('use the last, and warn where they differ', () => {
    const same = decodeQuery('exten=991&exten=991&state=Idle', '/newstate');
    expect([same, codes(same)]).toMatchObject([{ data: { exten: '991' } }, []]);
    const other = decodeQuery('exten=1&exten=991&state=Idle', '/newstate');
    expect([other, codes(other)]).toMatchObject([{ data: { exten: '991' } }, ['FIELD_REPEATED']]);
  });
});
