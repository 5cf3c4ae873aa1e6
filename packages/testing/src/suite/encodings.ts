import assert from 'node:assert/strict';
import {
  CDR_QUEUE_EVENT,
  CDR_QUEUE_JSON,
  CDR_QUEUE_LOSSY,
  CDR_QUEUE_PAIRS,
  CDR_QUEUE_PYTHON,
  CDR_QUEUE_REST,
} from './cdr-queue.js';
import { assertEvent, assertOk, type Expected, isExpected, warningCodes } from './expect.js';
import { BASE } from './rig.js';
import { FORM_TYPE, JSON_TYPE, NEW_STATE, NEW_STATE_EVENT } from './samples.js';
import type { Suite } from './suite.js';
import type { WireRequest } from './wire.js';

/** However the fields are written, the event is the same (WF f). */
export function encodings(suite: Suite): void {
  suite.describe('encodings', () => {
    for (const [name, pairs] of Object.entries(CDR_QUEUE_PAIRS)) {
      decodes(suite, `query: ${name}`, { target: `${BASE}?${pairs}` }, CDR_QUEUE_EVENT);
      const form: WireRequest = { target: BASE, headers: FORM_TYPE, body: pairs };
      if (name.startsWith('dots') && suite.parsers === 'before') mayLose(suite, `form: ${name}`, form);
      else decodes(suite, `form: ${name}`, form, CDR_QUEUE_EVENT);
    }
    for (const [name, request] of [
      ['query', { target: `${BASE}?${CDR_QUEUE_LOSSY}` }],
      ['form', { target: BASE, headers: FORM_TYPE, body: CDR_QUEUE_LOSSY }],
    ] as const) {
      suite.it(`${name}: only the keys of a nested list (requests)`, async (rig) => {
        assertOk(await rig.send(request));
        assertEvent(rig.event, CDR_QUEUE_REST);
        assert.ok(warningCodes(rig.event).includes('FIELD_LOST'));
      });
    }
    jsonBodies(suite);
    contentTypes(suite);
    damagedJson(suite);
  });
}

function jsonBodies(suite: Suite): void {
  const json = (body: string): WireRequest => ({ target: BASE, headers: JSON_TYPE, body });
  decodes(suite, 'JSON with a nested list', json(CDR_QUEUE_JSON), CDR_QUEUE_EVENT);
  decodes(suite, 'JSON behind a byte order mark', json(`\uFEFF${NEW_STATE.json}`), NEW_STATE_EVENT);
  const survey = (
    label: string,
  ) => `{"event": "Survey", "src": "991", "dst": "993", "date": "2021-01-09 07:47:45.483185",
    "point": 5, "unique_id": "1610178448.210", "label": "${label}"}`;
  const surveyEvent: Expected = {
    name: 'Survey',
    callId: '1610178448.210',
    data: { src: '991', dst: '993', date: new Date('2021-01-09T07:47:45.483Z'), point: 5, label: 'نظر' },
  };
  decodes(suite, 'JSON with Persian text', json(survey('نظر')), surveyEvent);
  decodes(suite, 'JSON with escaped Persian text', json(survey('\\u0646\\u0638\\u0631')), surveyEvent);
  const form =
    'event=Survey&src=991&dst=993&date=2021-01-09+07%3A47%3A45.483185&point=5&unique_id=1610178448.210';
  const request = { target: BASE, headers: FORM_TYPE, body: `${form}&label=%D9%86%D8%B8%D8%B1` };
  decodes(suite, 'form with Persian text', request, surveyEvent);
}

/** Content types that say nothing, or something wrong. */
const CONTENT_TYPES = [
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'text/plain; charset=utf-8',
  'text/html',
  'application/octet-stream',
  'application/xml',
  'multipart/form-data',
  'json',
  ';;;',
  '/',
  'application/json; charset',
  'application/json application/json',
];

function contentTypes(suite: Suite): void {
  const request: WireRequest = { target: BASE, body: NEW_STATE.json };
  decodes(suite, 'JSON without content type', request, NEW_STATE_EVENT);
  for (const type of CONTENT_TYPES) {
    decodes(suite, `JSON as "${type}"`, { ...request, headers: { 'content-type': type } }, NEW_STATE_EVENT);
  }
  const python: WireRequest = { target: BASE, body: CDR_QUEUE_PYTHON };
  decodes(suite, 'Python literal without content type', python, CDR_QUEUE_EVENT);
  for (const type of ['text/plain', 'application/octet-stream']) {
    decodes(
      suite,
      `Python literal as "${type}"`,
      { ...python, headers: { 'content-type': type } },
      CDR_QUEUE_EVENT,
    );
  }
}

/** What some PBXs send under application/json (WF c): a strict parser knows no better than to refuse it. */
function damagedJson(suite: Suite): void {
  const call: Expected = {
    name: 'IncomingCall',
    callId: '1812081675.210',
    data: { number: '09331112233', entryPoint: 'to_simo_51_20' },
  };
  const callJson = (id: string, number: string) =>
    `{"event_name": "IncomingCall", "number": ${number}, "unique_id": ${id}, "entry_point": "to_simo_51_20"}`;
  const quoted = '"1812081675.210"';
  const damaged: [name: string, body: string, expected: Expected, type?: string][] = [
    ['Python literal', CDR_QUEUE_PYTHON, CDR_QUEUE_EVENT],
    ['a bare number with a leading zero', callJson(quoted, '09331112233'), call],
    ['JSON within JSON text', JSON.stringify(NEW_STATE.json), NEW_STATE_EVENT],
    ['a charset nobody knows', NEW_STATE.json, NEW_STATE_EVENT, 'application/json; charset=bogus'],
  ];
  for (const [name, body, expected, type = 'application/json'] of damaged) {
    const request: WireRequest = { target: BASE, headers: { 'content-type': type }, body };
    if (suite.refusesDamagedJson) mayRefuse(suite, `damaged JSON: ${name}`, request, expected);
    else decodes(suite, `damaged JSON: ${name}`, request, expected);
  }
  suite.it('the digits of a bare number', async (rig) => {
    const body = callJson('1812081675.210', '"09331112233"');
    assertOk(await rig.send({ target: BASE, headers: JSON_TYPE, body }));
    // A parser made a number of it: then the event must say that a digit may be gone.
    const isLost = suite.refusesDamagedJson && warningCodes(rig.event).includes('DIGITS_UNCERTAIN');
    assertEvent(rig.event, isLost ? { ...call, callId: '1812081675.21' } : call);
  });
}

function decodes(suite: Suite, name: string, request: WireRequest, expected: Expected): void {
  suite.it(name, async (rig) => {
    assertOk(await rig.send(request));
    assertEvent(rig.event, expected);
  });
}

/** Some form parsers drop what they do not know. */
function mayLose(suite: Suite, name: string, request: WireRequest): void {
  suite.it(`${name}, or without what the parser dropped`, async (rig) => {
    assertOk(await rig.send(request));
    if (isExpected(rig.event, CDR_QUEUE_EVENT)) return;
    assertEvent(rig.event, CDR_QUEUE_REST);
    assert.ok(warningCodes(rig.event).includes('FIELD_LOST'));
  });
}

/** Either the host's parser refused it, or what it handed on is the event. */
function mayRefuse(suite: Suite, name: string, request: WireRequest, expected: Expected): void {
  suite.it(`${name}, or the parser refuses it`, async (rig) => {
    const answer = await rig.send(request);
    if (answer.status === 200) return assertEvent(rig.event, expected);
    assert.ok(answer.status >= 400 && answer.status < 500, `The status is ${answer.status}.`);
    assert.deepEqual(rig.events, []);
  });
}
