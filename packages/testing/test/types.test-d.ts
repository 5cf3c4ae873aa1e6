/* Checked by tsc, never run: what must compile, and what must not. */
import type { CdrData, KnownSimotelEvent, SimotelEvent, WebhookRequest } from '@simotel-hooks/core';
import { createEvent, createRequest, type SimotelRequest, toFetch } from '../src/index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function assert<T extends true>(): T | undefined {
  return undefined;
}

const cdr = createEvent('Cdr', { data: { billsec: 9, record: undefined }, callId: null });
assert<Equal<typeof cdr, KnownSimotelEvent<'Cdr'>>>();
assert<Equal<typeof cdr.data, CdrData>>();

// A name that is not known before run time.
declare const name: 'Cdr' | 'Survey';
const either: SimotelEvent<'Cdr' | 'Survey'> = createEvent(name);
createRequest(either, { version: 'Rest2' });
createRequest(name, { method: 'GET' });
declare const event: SimotelEvent;
createRequest(event);

const request = createRequest(cdr, { data: { dst: '992' }, encoder: 'json' });
assert<Equal<typeof request, SimotelRequest>>();
export const delivery: WebhookRequest = request;
export const fetched: Request = toFetch(request, 'http://localhost');

// Other enumeration values are possible: they are open.
createEvent('NewState', { data: { state: 'Meditating' } });

// @ts-expect-error A number is not a text.
createEvent('Cdr', { data: { billsec: '9' } });
// @ts-expect-error That field is of another event.
createEvent('Cdr', { data: { exten: '991' } });
// @ts-expect-error Times are dates.
createRequest('Cdr', { data: { startTime: '2021-01-16 06:30:37' } });
// @ts-expect-error Nor in a list.
createRequest('CdrQueue', { data: { detail: [{ tries: '1' }] } });
// @ts-expect-error The data belongs to the event that is given.
createRequest(cdr, { data: { exten: '991' } });
// @ts-expect-error There is no such event.
createEvent('Hangup');
// @ts-expect-error There is no such version.
createRequest('Cdr', { version: 'G5' });
// @ts-expect-error There is no such encoder.
createRequest('Cdr', { encoder: 'xml' });
// @ts-expect-error A call id is text, digit for digit.
createRequest('Cdr', { callId: 1613906376.3 });
// @ts-expect-error A password needs a user name.
createRequest('Cdr', { auth: { password: 'secret' } });
