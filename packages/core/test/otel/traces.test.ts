import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { createNodeHandler } from '../../src/node/index.js';
import { cdr, newState, turn } from '../hooks/support.js';
import { childOf, one, placeOf, receiver, SENDER, TRACEPARENT, within } from './spans.js';
import { sdk, serve } from './support.js';

it('puts the handlers of an event into a span that says which event of which call it is', async () => {
  const reported = await sdk();
  const hooks = receiver(reported, { auth: () => ({ source: 'shop' }) });
  let deliveryId: string | undefined;
  hooks.on('Cdr', (_, { id }) => {
    deliveryId = id;
  });
  await hooks.handle(cdr('1610778618.378'));

  const span = one(reported.spans('simotel Cdr'));
  expect(span.kind).toBe(SpanKind.CONSUMER);
  expect(span.status).toEqual({ code: SpanStatusCode.UNSET });
  expect(span.attributes).toEqual({
    'messaging.system': 'simotel',
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.message.id': deliveryId,
    'messaging.message.conversation_id': '1610778618.378',
    'simotel.event.name': 'Cdr',
    'simotel.source': 'shop',
    'simotel.attempt': 1,
  });
});

it('is a child of the request, and the parent of what handlers do, also after they waited', async () => {
  const reported = await sdk();
  const hooks = receiver(reported);
  hooks.on('NewState', () => within(reported.tracer, 'at once', () => {}));
  hooks.on('NewState', async () => {
    await turn();
    within(reported.tracer, 'later', () => {});
  });
  const handler = createNodeHandler(hooks);
  const origin = await serve((request, response) =>
    within(reported.tracer, 'GET /NewState', () => handler(request, response)),
  );
  // Of the request before: the server has a span of its own for this one.
  await fetch(`${origin}/NewState?exten=991&state=Ringing`, { headers: { traceparent: TRACEPARENT } });

  const span = one(reported.spans('simotel NewState'));
  expect(placeOf(span)).toEqual(childOf(one(reported.spans('GET /NewState'))));
  expect(span.links).toEqual([]);
  expect(placeOf(one(reported.spans('at once')))).toEqual(childOf(span));
  expect(placeOf(one(reported.spans('later')))).toEqual(childOf(span));
});

it('keeps apart what runs side by side, and waits for its turn in its call', async () => {
  const reported = await sdk();
  const hooks = receiver(reported);
  hooks.onAny(async ({ callId }) => {
    await turn();
    within(reported.tracer, `work ${callId}`, () => {});
  });
  const deliver = (name: string, callId: string) =>
    within(reported.tracer, name, () => hooks.handle(newState(callId)));
  await Promise.all([deliver('first', '1'), deliver('second', '1'), deliver('other', '2')]);

  const spans = reported.spans('simotel NewState');
  const parents = ['first', 'second', 'other'].map((name) => one(reported.spans(name)).spanContext().spanId);
  expect(spans.map((span) => span.parentSpanContext?.spanId).toSorted()).toEqual(parents.toSorted());
  const works = [...reported.spans('work 1'), ...reported.spans('work 2')];
  expect(works.map((span) => span.parentSpanContext?.spanId).toSorted()).toEqual(
    spans.map((span) => span.spanContext().spanId).toSorted(),
  );
});

it('continues the trace of the headers where nothing else runs', async () => {
  const reported = await sdk();
  const hooks = receiver(reported);
  const get = (name: string) => (name === 'traceparent' ? TRACEPARENT : null);
  await hooks.handle({ ...cdr(), headers: { traceparent: TRACEPARENT } });
  await hooks.handle({ ...newState(), headers: { get } });

  for (const name of ['simotel Cdr', 'simotel NewState']) {
    expect(placeOf(one(reported.spans(name)))).toEqual(SENDER);
  }
});

it('is an error with what each handler threw', async () => {
  const reported = await sdk();
  const hooks = receiver(reported);
  hooks.onUnknown(() => {
    throw new TypeError('no number');
  });
  hooks.onUnknown(() => Promise.reject(new Error('The CRM is away.')));
  await hooks.handle({ method: 'GET', path: '/', query: 'event_name=New&a=1' });

  const span = one(reported.spans('simotel unknown'));
  expect(span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'no number; The CRM is away.' });
  expect(span.attributes).toMatchObject({ 'error.type': 'HANDLER_FAILED', 'simotel.event.name': 'unknown' });
  expect(span.attributes).not.toHaveProperty('messaging.message.conversation_id');
  expect(span.events.map(({ attributes }) => attributes)).toMatchObject([
    { 'exception.type': 'TypeError', 'exception.message': 'no number' },
    { 'exception.type': 'Error', 'exception.message': 'The CRM is away.' },
  ]);
});

it('is an error, and ends, when nobody waits for the handlers any more', async () => {
  const reported = await sdk();
  const hooks = receiver(reported, { handlerTimeoutMs: 5, ack: 'afterHandlers' });
  hooks.on('Cdr', () => new Promise(() => {}));
  await hooks.handle(cdr());

  const span = one(reported.spans('simotel Cdr'));
  expect(span.attributes).toMatchObject({ 'error.type': 'HANDLER_TIMEOUT' });
  expect(span.events).toMatchObject([
    { attributes: { 'exception.message': expect.stringContaining('5 ms') } },
  ]);
});

it('leaves the context of the caller as it was', async () => {
  const reported = await sdk();
  const hooks = receiver(reported);
  hooks.on('Cdr', () => {});
  await within(reported.tracer, 'POST /', async () => {
    const before = trace.getSpan(context.active());
    await hooks.handle(cdr());
    expect(trace.getSpan(context.active())).toBe(before);
  });
});
