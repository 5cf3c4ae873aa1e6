/* Checked by tsc, never run: what must compile, and what must not. */
import {
  type AnySimotelEvent,
  type CdrData,
  type CdrQueueDetail,
  createSimotelHooks,
  type Delivery,
  type SimotelEvent,
  type SimotelHooks,
  type UnknownSimotelEvent,
} from '../../src/index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function assert<T extends true>(): T | undefined {
  return undefined;
}

// auth is required: "off" must be written down.
// @ts-expect-error: auth is missing
createSimotelHooks({});
// @ts-expect-error: true is no authenticator
createSimotelHooks({ auth: true });
// @ts-expect-error: an unknown option is a mistake
createSimotelHooks({ auth: false, timezone: 'UTC' });
// @ts-expect-error: no such value
createSimotelHooks({ auth: false, ack: 'later' });
createSimotelHooks({ auth: async ({ ip }) => (ip === undefined ? false : { source: ip }) });
const hooks: SimotelHooks = createSimotelHooks({ auth: false });

// A name narrows the event.
hooks.on('Cdr', (event, delivery) => {
  assert<Equal<typeof event, SimotelEvent<'Cdr'>>>();
  assert<Equal<typeof event.data, CdrData>>();
  assert<Equal<typeof delivery, Delivery>>();
});

// Several names give the union, without "as const".
hooks.on(['Cdr', 'CdrQueue'], (event) => {
  assert<Equal<typeof event.name, 'Cdr' | 'CdrQueue'>>();
  if (event.name === 'CdrQueue') assert<Equal<typeof event.data.detail, CdrQueueDetail[] | undefined>>();
  // @ts-expect-error: only CdrQueue has detail
  event.data.detail;
});

// @ts-expect-error: no such event
hooks.on('Cdrs', () => {});
// @ts-expect-error: no such event
hooks.on(['Cdr', 'Cdrs'], () => {});
// @ts-expect-error: a handler of another event
hooks.on('Cdr', (event: SimotelEvent<'NewState'>) => event);
// A handler of more events than asked for is fine.
hooks.on('Cdr', (event: AnySimotelEvent) => event);

hooks.onAny((event) => {
  assert<Equal<typeof event, AnySimotelEvent>>();
});
hooks.onUnknown((event) => {
  assert<Equal<typeof event, UnknownSimotelEvent>>();
});
hooks.onError((error) => {
  if (error.code === 'HANDLER_FAILED') assert<Equal<typeof error.event, AnySimotelEvent | undefined>>();
  // @ts-expect-error: no such code
  return error.code === 'HANDLER_BROKEN';
});

// The signal is the platform's own, so it fits what takes one.
hooks.on('Cdr', (_event, { signal }) => {
  assert<Equal<typeof signal, AbortSignal>>();
  return fetch('http://127.0.0.1', { signal });
});

// A result is a union by matched; what accept gives has either an answer or an event.
const result = await hooks.handle({ method: 'GET', path: '/' });
// @ts-expect-error: not known to have matched
result.response;
if (result.matched) assert<Equal<typeof result.response.status, number>>();
const accepted = await hooks.accept({ method: 'GET', path: '/' });
if (accepted.matched && !accepted.response) assert<Equal<typeof accepted.event, AnySimotelEvent>>();
