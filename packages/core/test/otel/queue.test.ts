import { expect, it, onTestFinished, vi } from 'vitest';
import { createSimotelHooks, type DeliveryQueue, type SimotelHooksOptions } from '../../src/index.js';
import { cdr, deferred } from '../hooks/support.js';
import { testQueue } from './queue.js';
import { type Sdk, sdk } from './support.js';

const EVENT = { simotel_event_name: 'Cdr', simotel_source: 'shop' };
const RETRY = { attempts: 3, minDelayMs: 0, maxDelayMs: 0 };

function queued(
  { telemetry }: Sdk,
  queue: DeliveryQueue = testQueue(),
  options: Partial<SimotelHooksOptions> = {},
) {
  const hooks = createSimotelHooks({
    auth: () => ({ source: 'shop' }),
    logger: {},
    queue,
    telemetry,
    ...options,
  });
  onTestFinished(() => hooks.close({ graceMs: 0 }));
  return { hooks, queue };
}

it('shows how much waits, is handled and is dead, until the hooks are closed', async () => {
  const reported = await sdk();
  const queue = testQueue();
  const counts = vi.spyOn(queue, 'counts');
  const { hooks } = queued(reported, queue);
  const work = deferred();
  hooks.on('Cdr', () => work.promise);
  const depth = async () =>
    (await reported.samples('simotel_queue_deliveries')).map(({ labels, value }) => [
      labels['simotel_queue_state'],
      value,
    ]);

  await hooks.handle(cdr('1'));
  await hooks.handle(cdr('2'));
  expect(await depth()).toEqual([
    ['waiting', 2],
    ['active', 0],
    ['dead', 0],
  ]);

  hooks.work({ retry: { attempts: 1 } });
  await hooks.handle({ method: 'GET', path: '/?a=1' });
  await vi.waitFor(async () =>
    expect(await depth()).toEqual([
      ['waiting', 0],
      ['active', 2],
      ['dead', 1],
    ]),
  );

  work.resolve();
  await hooks.close();
  const asked = counts.mock.calls.length;
  await reported.scrape();
  expect(counts).toHaveBeenCalledTimes(asked);
});

it('says nothing of the queue where the storage fails or does not answer, and all else comes through', async () => {
  const reported = await sdk();
  const silent: DeliveryQueue = { ...testQueue(), counts: () => new Promise(() => {}) };
  const { hooks } = queued(reported, silent);
  await hooks.handle(cdr());

  const [depth, received] = await Promise.all([
    reported.samples('simotel_queue_deliveries'),
    reported.samples('simotel_deliveries_total'),
  ]);
  expect(depth).toEqual([]);
  expect(received).toMatchObject([{ value: 1 }]);
  silent.counts = () => {
    throw new Error('closed');
  };
  expect(await reported.samples('simotel_queue_deliveries')).toEqual([]);
  silent.counts = async () => ({ waiting: 7, active: 0, dead: 0 });
  expect(await reported.samples('simotel_queue_deliveries')).toMatchObject([
    { value: 7 },
    { value: 0 },
    { value: 0 },
  ]);
});

it('counts retries and dead letters by event, source and error', async () => {
  const reported = await sdk();
  const { hooks } = queued(reported);
  hooks.on('Cdr', () => Promise.reject(new Error('The CRM is away.')));
  hooks.work({ retry: RETRY });
  await hooks.handle(cdr());
  await vi.waitFor(async () => expect(await reported.samples('simotel_dead_letters_total')).toHaveLength(1));

  const labels = { ...EVENT, error_type: 'HANDLER_FAILED' };
  expect(await reported.samples('simotel_retries_total')).toEqual([{ labels, value: 2 }]);
  expect(await reported.samples('simotel_dead_letters_total')).toEqual([{ labels, value: 1 }]);
  // Each try is measured, the wait only once.
  expect(await reported.samples('simotel_handler_duration_count')).toMatchObject([{ value: 3 }]);
  expect(await reported.samples('simotel_wait_duration_count')).toMatchObject([{ value: 1 }]);
  expect(await reported.samples('simotel_deliveries_total')).toEqual([
    { labels: { ...EVENT, http_response_status_code: '202' }, value: 1 },
  ]);
});

it('counts what cannot be read as stored first, and as dead when it is worked on', async () => {
  const reported = await sdk();
  const { hooks, queue } = queued(reported);
  await hooks.handle({ method: 'GET', path: '/', query: 'event_name=Cdr&src=991' });
  const nonsense = { id: '1', receivedAt: '', source: null };
  await queue.add(JSON.parse(JSON.stringify(nonsense)), { callKey: null, dedupe: null });
  hooks.onAny(() => {});
  hooks.work();
  await vi.waitFor(async () => expect(await reported.samples('simotel_dead_letters_total')).toHaveLength(2));

  expect(await reported.samples('simotel_deliveries_total')).toEqual([
    { labels: { ...EVENT, http_response_status_code: '202' }, value: 1 },
  ]);
  expect(await reported.samples('simotel_dead_letters_total')).toEqual([
    { labels: { ...EVENT, error_type: 'EVENT_INVALID' }, value: 1 },
    { labels: { error_type: 'BODY_MALFORMED' }, value: 1 },
  ]);
});

it('counts what could not be stored', async () => {
  const reported = await sdk();
  const full: DeliveryQueue = { ...testQueue(), add: () => Promise.reject(new Error('The disk is full.')) };
  const { hooks } = queued(reported, full);
  await hooks.handle(cdr());

  const labels = { ...EVENT, http_response_status_code: '503', error_type: 'QUEUE_UNAVAILABLE' };
  expect(await reported.samples('simotel_deliveries_total')).toEqual([{ labels, value: 1 }]);
});

it('measures how long a delivery waited, from its arrival to the first try', async () => {
  const reported = await sdk();
  const { hooks, queue } = queued(reported);
  await queue.add(
    {
      id: '1',
      receivedAt: new Date(Date.now() - 50_000).toISOString(),
      source: null,
      request: { method: 'GET', path: '/Ping', headers: {}, ip: null },
    },
    { callKey: null, dedupe: null },
  );
  hooks.onAny(() => {});
  hooks.work();
  await vi.waitFor(async () =>
    expect(await reported.samples('simotel_handler_duration_count')).toHaveLength(1),
  );

  const [sum] = await reported.samples('simotel_wait_duration_sum');
  expect(sum?.labels).toEqual({ simotel_event_name: 'Ping' });
  expect(sum?.value).toBeGreaterThanOrEqual(50);
  expect(sum?.value).toBeLessThan(100);
});
