import { SIMOTEL_EVENT_NAMES, safeDecode } from '@simotel-hooks/core';
import { BODY_ENCODERS, createRequest, QUERY_ENCODERS, SIMOTEL_VERSIONS } from '@simotel-hooks/testing';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { CliError } from '../src/errors.js';
import { parseTarget } from '../src/http/target.js';
import { buildDelivery, type DeliveryOptions } from '../src/send/build-delivery.js';
import { outgoingOf } from '../src/send/outgoing-of.js';
import { exchangeJson, exchangeLines } from '../src/terminal/exchange.js';

const build = (options: DeliveryOptions) => buildDelivery(options);

/** What a receiver makes of it. */
function received(options: DeliveryOptions) {
  const result = safeDecode(
    build(options).request,
    options.timeZone === undefined ? {} : { timeZone: options.timeZone },
  );
  if (!result.success) throw result.error;
  if (result.event.kind === 'unknown') throw new Error('It is unknown.');
  return result.event;
}

const fieldsOf = (options: DeliveryOptions): unknown => JSON.parse(build(options).request.body);

function refusalOf(options: DeliveryOptions): CliError {
  try {
    build(options);
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('the event', () => {
  it.each([
    ['newstate', 'NewState'],
    ['New State', 'NewState'],
    ['cdr-queue', 'CdrQueue'],
    ['VOICE_MAIL_EMAIL', 'VoiceMailEmail'],
  ])('%s is %s', (event, name) => {
    expect(received({ event }).name).toBe(name);
  });

  it('that does not exist is refused, with the nearest one', () => {
    const { message, exitCode } = refusalOf({ event: 'IncomingCal' });
    expect(exitCode).toBe(2);
    expect(message).toContain('Did you mean IncomingCall?');
    expect(message).toContain(SIMOTEL_EVENT_NAMES.join(', '));
    expect(refusalOf({ event: 'zzzzzzzzzzz' }).message).not.toContain('Did you mean');
    expect(refusalOf({ event: '\u001b[2J' }).message).not.toContain('\u001b');
  });

  it.each(SIMOTEL_EVENT_NAMES)('%s is written as the PBX writes it', (event) => {
    for (const version of SIMOTEL_VERSIONS) {
      for (const method of ['GET', 'POST'] as const) {
        expect(build({ event, version, method })).toEqual({
          request: createRequest(event, { version, method }),
          notes: [],
        });
      }
    }
  });
});

describe('--set', () => {
  it('takes properties and wire keys, and writes each as a PBX does', () => {
    const set = [
      'src=0912',
      'billsec=61',
      'starttime=2021-01-16T10:00:37.5+03:30',
      'endTime=2021-01-16 06:31:38',
      'disposition=NOANSWER',
    ];
    expect(fieldsOf({ event: 'Cdr', set })).toMatchObject({
      src: '0912',
      billsec: 61,
      starttime: '2021-01-16 06:30:37.500000',
      endtime: '2021-01-16 06:31:38',
      disposition: 'NOANSWER',
    });
    expect(build({ event: 'Cdr', set }).notes).toEqual([]);
    expect(fieldsOf({ event: 'CdrQueue', set: ['billsec=61'] })).toMatchObject({ billsec: '61' });
    expect(fieldsOf({ event: 'NewState', set: ['dialer=true'] })).toMatchObject({ dialer: 'yes' });
    expect(fieldsOf({ event: 'VoiceMailEmail', set: ['active=no'] })).toMatchObject({ active: 'False' });
    expect(fieldsOf({ event: 'TrunkAdded', set: ['date=2023-02-06T09:19:08.924Z'] })).toMatchObject({
      date: '1675675148.924',
    });
  });

  it('reads and writes times in the zone of the PBX', () => {
    const timeZone = 'Asia/Tehran';
    const set = ['startTime=2021-01-16T06:30:37Z', 'endTime=2021-01-16 10:00:38'];
    expect(fieldsOf({ event: 'Cdr', set, timeZone })).toMatchObject({
      starttime: '2021-01-16 10:00:37',
      endtime: '2021-01-16 10:00:38',
    });
    expect(received({ event: 'Cdr', set, timeZone }).data).toMatchObject({
      startTime: new Date('2021-01-16T06:30:37Z'),
    });
    expect(fieldsOf({ event: 'TrunkAdded', set: ['date=2023-02-06 12:49:08'], timeZone })).toMatchObject({
      date: '1675675148.0',
    });
  });

  it('takes records and lists as JSON, by properties or wire keys', () => {
    const set = ['detail=[{"src":"992","billsec":31},{"dst":"993"}]'];
    for (const encoder of QUERY_ENCODERS) {
      expect(received({ event: 'CdrQueue', method: 'GET', encoder, set }).data).toMatchObject({
        detail: [{ src: '992', billsec: 31 }, { dst: '993' }],
      });
    }
    expect(
      fieldsOf({ event: 'OutgoingFax', set: ['info={"faxStatus":"FAILED","FAXPAGES":2}'] }),
    ).toMatchObject({
      info: { FAXSTATUS: 'FAILED', FAXPAGES: '2' },
    });
  });

  it.each([
    ['Cdr', 'billsec=soon', { billsec: 'soon' }, 'a whole number'],
    ['Cdr', 'starttime=yesterday', { starttime: 'yesterday' }, 'a time such as'],
    ['Cdr', 'starttime=2021-02-30T00:00:00Z', { starttime: '2021-02-30T00:00:00Z' }, 'a time such as'],
    ['NewState', 'dialer=perhaps', { dialer: 'perhaps' }, 'yes or no'],
    ['CdrQueue', 'detail=[{"odd":1}]', { detail: [{ odd: 1 }] }, 'a JSON list of objects'],
    ['CdrQueue', 'detail=nonsense', { detail: 'nonsense' }, 'a JSON list of objects'],
    ['CdrQueue', 'detail=[{"wait":"x"}]', { detail: [{ wait: 'x' }] }, 'a JSON list of objects'],
    ['OutgoingFax', 'info=[1,', { info: '[1,' }, 'a JSON object'],
    ['Survey', 'point=much', { point: 'much' }, 'a whole number'],
  ])('sends an impossible value as it is: %s %s', (event, set, fields, note) => {
    expect(fieldsOf({ event, set: [set] })).toMatchObject(fields);
    expect(build({ event, set: [set] }).notes).toEqual([expect.stringContaining(note)]);
  });

  it('sends an unknown field as it is, and names the nearest', () => {
    const { request, notes } = build({ event: 'Cdr', set: ['bilsec=9', 'x=a=b=c'] });
    expect(JSON.parse(request.body)).toMatchObject({ bilsec: '9', x: 'a=b=c', billsec: 9 });
    expect(notes).toEqual([
      expect.stringContaining('Did you mean "billsec"?'),
      expect.stringMatching(/^Cdr has no field "x"/),
    ]);
  });

  it('sends another name of a field under its usual one, and says so', () => {
    const { request, notes } = build({ event: 'CdrQueue', set: ['qnum=903'] });
    expect(JSON.parse(request.body)).toMatchObject({ queue: '903' });
    expect(notes).toEqual(['"qnum" is sent under its usual name, "queue".']);
  });

  it('lets the last value count', () => {
    expect(fieldsOf({ event: 'Cdr', set: ['billsec=soon', 'billsec=7'] })).toMatchObject({ billsec: 7 });
    expect(fieldsOf({ event: 'Cdr', set: ['billsec=7', 'billsec=soon'] })).toMatchObject({ billsec: 'soon' });
  });

  it('sets the ids', () => {
    expect(received({ event: 'Cdr', set: ['callId=1.20', 'originated_call_id=orig.call.1'] })).toMatchObject({
      callId: '1.20',
      originatedCallId: 'orig.call.1',
    });
    const cuid = fieldsOf({ event: 'Cdr', set: ['cuid=1.20'] });
    expect(cuid).toMatchObject({ cuid: '1.20' });
    expect(cuid).not.toHaveProperty('unique_id');
    for (const set of [
      ['cuid=1.2', 'unique_id=1.1'],
      ['unique_id=1.1', 'cuid=1.2'],
    ]) {
      expect(fieldsOf({ event: 'Cdr', set })).toMatchObject({ unique_id: '1.1', cuid: '1.2' });
    }
  });

  it('can change what the event is called', () => {
    expect(fieldsOf({ event: 'Cdr', set: ['event_name=CDR'] })).toMatchObject({ event_name: 'CDR' });
  });

  it('without "=" is refused', () => {
    expect(refusalOf({ event: 'Cdr', set: ['billsec'] })).toMatchObject({ exitCode: 2 });
    expect(refusalOf({ event: 'Cdr', set: ['=9'] }).message).toContain('--set field=value');
  });
});

describe('--unset', () => {
  it('leaves a field out, also a required one and ids', () => {
    const fields = fieldsOf({
      event: 'Cdr',
      set: ['billsec=soon'],
      unset: ['src', 'startTime', 'billsec', 'unique_id'],
    });
    for (const key of ['src', 'starttime', 'billsec', 'unique_id']) expect(fields).not.toHaveProperty(key);
    expect(fields).toMatchObject({ event_name: 'Cdr', dst: '993' });
  });

  it('leaves the name to the path, where the version has it there', () => {
    const { request } = buildDelivery({ event: 'Cdr', unset: ['event_name'], version: 'Rest4' });
    expect(request.path).toBe('/Cdr');
    expect(request.body).not.toContain('event_name');
    expect(refusalOf({ event: 'Cdr', unset: ['event_name'] })).toMatchObject({
      message: expect.stringContaining('--version Rest4'),
      exitCode: 2,
    });
  });

  it('of a field that there is not is refused', () => {
    const { message, exitCode } = refusalOf({ event: 'Cdr', unset: ['dispositon'] });
    expect({ message, exitCode }).toEqual({
      message: expect.stringContaining('Did you mean "disposition"?'),
      exitCode: 2,
    });
  });
});

describe('options that do not go together', () => {
  it.each<DeliveryOptions>([
    { event: 'Cdr', encoder: 'brackets' },
    { event: 'Cdr', method: 'GET', encoder: BODY_ENCODERS[1] },
    { event: 'Cdr', timeZone: 'Mars/Olympus' },
  ])('%j', (options) => {
    expect(refusalOf(options).exitCode).toBe(2);
  });
});

describe('an exchange', () => {
  const target = parseTarget('http://simotel:hunter2@127.0.0.1:3000/call/?event_name=Cdr');
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Basic aHVudGVyMg==' },
    body: Buffer.from('{"a":\n"\u001b[2J"}'),
  };
  const answer = {
    status: 200,
    statusText: 'OK',
    headers: { 'x-a': ['1', '2'], 'set-cookie': ['a=secret'] },
    body: '{"ok":true}',
    durationMs: 3.2,
  };

  it('is shown without its credentials', () => {
    expect(exchangeLines({ target, request, answer }, pc.createColors(false))).toEqual([
      '> POST /call/?event_name=Cdr HTTP/1.1',
      '> host: 127.0.0.1:3000',
      '> content-type: application/json',
      '> authorization: (not shown)',
      '>',
      '> {"a":',
      '> "\\u001b[2J"}',
      '',
      '< 200 OK  (3 ms)',
      '< x-a: 1',
      '< x-a: 2',
      '< set-cookie: (not shown)',
      '<',
      '< {"ok":true}',
    ]);
  });

  it('is plain data for programs', () => {
    const json = exchangeJson({ target, request, answer });
    expect(JSON.parse(JSON.stringify(json))).toEqual({
      request: {
        method: 'POST',
        url: 'http://127.0.0.1:3000/call/?event_name=Cdr',
        headers: { 'content-type': 'application/json', authorization: '(not shown)' },
        body: '{"a":\n"\u001b[2J"}',
      },
      answer: {
        status: 200,
        statusText: 'OK',
        headers: { 'x-a': ['1', '2'], 'set-cookie': '(not shown)' },
        body: '{"ok":true}',
        durationMs: 3,
      },
    });
    expect(JSON.stringify(json)).not.toContain('hunter2');
  });

  it('goes out as it was built', () => {
    const built = createRequest('Ping', { version: 'G4', method: 'GET', path: '/call/' });
    expect(outgoingOf(built)).toEqual({
      method: 'GET',
      path: '/call/?event_name=Ping',
      headers: {},
      body: Buffer.alloc(0),
      ip: null,
    });
    expect(outgoingOf(createRequest('Ping', { version: 'Rest4', repeatName: false })).path).toBe('/Ping');
  });
});
