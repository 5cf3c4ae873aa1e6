import { expect, it, vi } from 'vitest';
import type { DeliveryQueue } from '../../src/index.js';
import { cdr } from '../hooks/support.js';
import { testQueue } from './queue.js';
import { childOf, one, placeOf, receiver, TRACEPARENT, within } from './spans.js';
import { sdk } from './support.js';

it('continues the trace of the receiver in the worker, once for each try', async () => {
  const reported = await sdk();
  const queue = testQueue();
  const receiving = receiver(reported, { queue });
  const working = receiver(reported, { queue });
  working.on('Cdr', (_, { attempt }) => {
    within(reported.tracer, `try ${attempt}`, () => {});
    if (attempt < 2) throw new Error('The CRM is away.');
  });
  await within(reported.tracer, 'POST /', () => receiving.handle(cdr()));
  // What runs around a worker is of no delivery.
  within(reported.tracer, 'start', () => working.work({ retry: { minDelayMs: 0 } }));
  await vi.waitFor(() => expect(reported.spans('simotel Cdr')).toHaveLength(2));

  const request = one(reported.spans('POST /'));
  const tries = reported.spans('simotel Cdr');
  expect(tries.map((span) => span.attributes['simotel.attempt'])).toEqual([1, 2]);
  for (const [at, span] of tries.entries()) {
    expect(placeOf(span)).toEqual(childOf(request));
    expect(span.links.map((link) => link.context.spanId)).toEqual([request.spanContext().spanId]);
    expect(placeOf(one(reported.spans(`try ${at + 1}`)))).toEqual(childOf(span));
  }
});

it('does not continue the trace of another delivery, or of the worker, where none was stored', async () => {
  const reported = await sdk();
  const queue = testQueue();
  const hooks = receiver(reported, { queue });
  await hooks.handle(cdr());
  hooks.onAny(() => {});
  within(reported.tracer, 'start', () => hooks.work());
  await vi.waitFor(() => expect(reported.spans('simotel Cdr')).toHaveLength(1));

  const span = one(reported.spans('simotel Cdr'));
  expect(span.parentSpanContext).toBeUndefined();
  expect(span.links).toEqual([]);
  expect(span.spanContext().traceId).not.toBe(one(reported.spans('start')).spanContext().traceId);
});

it('stores the current trace in place of that of the sender, or that where nothing runs', async () => {
  const reported = await sdk();
  const stored: unknown[] = [];
  const queue: DeliveryQueue = {
    ...testQueue(),
    add: async ({ request }) => {
      stored.push(request.headers);
      return true;
    },
  };
  const hooks = receiver(reported, { queue });
  const request = { ...cdr(), headers: { traceparent: TRACEPARENT, tracestate: 'vendor=1', host: 'pbx' } };
  await hooks.handle(request);
  await within(reported.tracer, 'POST /', () => hooks.handle(request));

  const { traceId, spanId } = one(reported.spans('POST /')).spanContext();
  expect(stored).toEqual([
    { host: 'pbx', traceparent: TRACEPARENT, tracestate: 'vendor=1' },
    { host: 'pbx', traceparent: `00-${traceId}-${spanId}-01` },
  ]);
});
