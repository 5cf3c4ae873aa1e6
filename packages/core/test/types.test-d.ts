/* Checked by tsc, never run: what must compile, and what must not. */
import {
  type AnySimotelEvent,
  type CdrData,
  type CdrQueueDetail,
  decode,
  type EventDataMap,
  type SimotelEvent,
  type SimotelEventName,
  safeDecode,
  type WebhookRequest,
} from '../src/index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function assert<T extends true>(): T | undefined {
  return undefined;
}

const event: AnySimotelEvent = decode({ method: 'GET', path: '/' });

// The discriminants narrow.
if (event.name === 'Cdr') assert<Equal<typeof event.data, CdrData>>();
if (event.kind === 'unknown') assert<Equal<typeof event.name, null>>();
if (event.kind === 'event') assert<Equal<typeof event.name, SimotelEventName>>();
if (event.name !== null) assert<Equal<typeof event, SimotelEvent>>();

// A switch over names and null is exhaustive.
export function label(event: AnySimotelEvent): string {
  switch (event.name) {
    case 'Cdr':
    case 'CdrQueue':
      return event.data.src;
    case 'NewState':
    case 'ExtenAdded':
    case 'ExtenRemoved':
      return event.data.exten;
    case 'IncomingCall':
    case 'OutgoingCall':
    case 'VoiceMail':
    case 'VoiceMailEmail':
    case 'AutoDialerReport':
      return event.data.number;
    case 'Transfer':
      return event.data.transferredTo;
    case 'IncomingFax':
    case 'OutgoingFax':
      return event.data.faxId;
    case 'Survey':
      return String(event.data.point);
    case 'TrunkNewState':
    case 'TrunkAdded':
    case 'TrunkRemoved':
      return event.data.trunkName;
    case 'ReservedCallInFront':
      return event.data.queueName;
    case 'Ping':
      return 'ping';
    case null:
      return event.raw.eventName ?? 'unknown';
    default:
      return event satisfies never;
  }
}

// An unknown event has no data.
// @ts-expect-error: data is there only once the event is known
event.data;

// A union of names gives a union of data.
export function talkTime(event: SimotelEvent<'Cdr' | 'CdrQueue'>): number | undefined {
  // @ts-expect-error: only CdrQueue has detail
  event.data.detail;
  if (event.name === 'CdrQueue') assert<Equal<typeof event.data.detail, CdrQueueDetail[] | undefined>>();
  // @ts-expect-error: no such event in this union
  if (event.name === 'Ping') return 0;
  return event.data.billsec;
}

// Every name has its data, and no other.
assert<Equal<keyof EventDataMap, SimotelEventName>>();
// @ts-expect-error: no such event
export type Nothing = SimotelEvent<'Cdrs'>;

// Optional fields may be absent; required ones are not.
assert<Equal<CdrData['src'], string>>();
assert<Equal<CdrData['billsec'], number | undefined>>();
assert<Equal<CdrData['startTime'], Date | undefined>>();

// Enumerations complete their known values and stay open.
export const known: CdrData['disposition'] = 'ANSWERED';
export const other: CdrData['disposition'] = 'barred';
// @ts-expect-error: but they are text
export const wrong: CdrData['disposition'] = 5;

// A result is a union by success.
const result = safeDecode({ method: 'GET', path: '/' });
if (result.success) assert<Equal<typeof result.event, AnySimotelEvent>>();
else assert<Equal<typeof result.error.code extends string ? true : false, true>>();
// @ts-expect-error: not known to have succeeded
result.event;

// Requests of the platform and of frameworks fit.
declare const web: Request;
declare const node: import('node:http').IncomingMessage;
export const fits: WebhookRequest[] = [
  {
    method: web.method,
    path: new URL(web.url).pathname,
    query: new URL(web.url).searchParams,
    headers: web.headers,
  },
  { method: node.method ?? 'GET', path: node.url ?? '/', headers: node.headers, body: Buffer.from('') },
];
// @ts-expect-error: a request has a path
export const pathless: WebhookRequest = { method: 'GET' };
// @ts-expect-error: an unknown option is a mistake
decode({ method: 'GET', path: '/' }, { timezone: 'UTC' });
