import { expect, it, onTestFinished } from 'vitest';
import { basicAuth, createSimotelHooks, type SimotelHooksOptions } from '../../src/index.js';
import { createNodeHandler } from '../../src/node/index.js';
import { deferred } from '../hooks/support.js';
import { type Sdk, sdk, serve } from './support.js';

const auth = basicAuth({ username: 'simotel', password: 'secret', source: 'shop' });
const SENDER = { authorization: `Basic ${btoa('simotel:secret')}` };
const CDR = '?event_name=Cdr&src=991&dst=993&billsec=9&unique_id=1610778618.378';

async function receiver({ telemetry }: Sdk, options: Partial<SimotelHooksOptions> = {}) {
  const hooks = createSimotelHooks({ auth, logger: {}, telemetry, ...options });
  onTestFinished(() => hooks.close({ graceMs: 0 }));
  const origin = await serve(createNodeHandler(hooks));
  const send = async (path: string, init: RequestInit = {}) =>
    (await fetch(origin + path, { headers: SENDER, ...init })).status;
  return { hooks, send };
}

const DELIVERIES = 'simotel_deliveries_total';

it('counts deliveries by event, source, status and error, as Prometheus reads them', async () => {
  const reported = await sdk();
  const { hooks, send } = await receiver(reported);
  hooks.on('Survey', () => {
    throw new Error('The CRM is away.');
  });
  const statuses = [
    await send(`/${CDR}`),
    await send(`/${CDR}`),
    await send('/?event_name=Survey&point=5'),
    await send('/?event_name=cdr&src=991'),
    await send('/?event_name=1f0c7a&a=1'),
    await send('/?event_name=99e102&a=1'),
    await send('/?a=1'),
    await send(`/${CDR}`, { headers: {} }),
    await send('/', { method: 'PUT', body: CDR }),
    await send('/', { method: 'HEAD' }),
    await send('/health'),
  ];

  expect(statuses).toEqual([200, 200, 500, 422, 200, 200, 400, 401, 405, 200, 404]);
  const simotel_source = 'shop';
  const expected = [
    [2, { simotel_event_name: 'Cdr', simotel_source, http_response_status_code: '200' }],
    [
      1,
      {
        simotel_event_name: 'Survey',
        simotel_source,
        http_response_status_code: '500',
        error_type: 'HANDLER_FAILED',
      },
    ],
    [
      1,
      {
        simotel_event_name: 'Cdr',
        simotel_source,
        http_response_status_code: '422',
        error_type: 'EVENT_INVALID',
      },
    ],
    [2, { simotel_event_name: 'unknown', simotel_source, http_response_status_code: '200' }],
    [1, { simotel_source, http_response_status_code: '400', error_type: 'EVENT_NAME_MISSING' }],
    [1, { http_response_status_code: '401', error_type: 'UNAUTHORIZED' }],
    [1, { http_response_status_code: '405', error_type: 'METHOD_NOT_ALLOWED' }],
  ];
  expect(await reported.samples(DELIVERIES)).toEqual(expected.map(([value, labels]) => ({ value, labels })));
});

it('measures seconds until the answer, and those of handlers that go on after it', async () => {
  const reported = await sdk();
  const { hooks, send } = await receiver(reported, { ackTimeoutMs: 20 });
  const work = deferred();
  const done = deferred();
  hooks.on('Cdr', () => work.promise);
  hooks.onError(() => done.resolve());

  expect(await send(`/${CDR}`)).toBe(202);
  const labels = { http_response_status_code: '202' };
  expect(await reported.samples('simotel_answer_duration_count')).toEqual([{ labels, value: 1 }]);
  const [answered] = await reported.samples('simotel_answer_duration_sum');
  expect(answered?.value).toBeGreaterThan(0.01);
  expect(answered?.value).toBeLessThan(10);
  expect(await reported.samples('simotel_handler_duration_count')).toEqual([]);
  expect(await reported.samples('simotel_wait_duration_count')).toMatchObject([{ value: 1 }]);

  work.reject(new Error('late'));
  await done.promise;
  expect(await reported.samples('simotel_handler_duration_count')).toEqual([
    { labels: { simotel_event_name: 'Cdr', error_type: 'HANDLER_FAILED' }, value: 1 },
  ]);
  const [handled] = await reported.samples('simotel_handler_duration_sum');
  expect(handled?.value).toBeGreaterThanOrEqual(answered?.value ?? 0);
});

it('names units and types, and has buckets of seconds', async () => {
  const reported = await sdk();
  const { send } = await receiver(reported);
  await send(`/${CDR}`);

  const text = await reported.scrape();
  expect(text).toContain('# TYPE simotel_deliveries_total counter');
  expect(text).toContain('# UNIT simotel_deliveries_total {delivery}');
  expect(text).toContain('# TYPE simotel_handler_duration histogram');
  expect(text).toContain('# UNIT simotel_handler_duration s');
  const buckets = (await reported.samples('simotel_wait_duration_bucket')).map(({ labels }) => labels['le']);
  expect(buckets).toEqual(['0.01', '0.1', '0.5', '1', '5', '10', '30', '60', '300', '900', '3600', '+Inf']);
});

it('counts what accept takes, without a status, and what it refuses', async () => {
  const reported = await sdk();
  const { hooks } = await receiver(reported, { auth: false });
  await hooks.accept({ method: 'GET', path: '/', query: CDR });
  await hooks.accept({ method: 'GET', path: '/', query: 'a=1' });

  expect(await reported.samples(DELIVERIES)).toEqual([
    { labels: { simotel_event_name: 'Cdr' }, value: 1 },
    { labels: { http_response_status_code: '400', error_type: 'EVENT_NAME_MISSING' }, value: 1 },
  ]);
});

it('counts repeats as answered', async () => {
  const reported = await sdk();
  const { send } = await receiver(reported, { dedupe: { ttlMs: 60_000 } });
  await send(`/${CDR}`);
  await send(`/${CDR}`);

  expect(await reported.samples(DELIVERIES)).toMatchObject([{ value: 2 }]);
  expect(await reported.samples('simotel_handler_duration_count')).toMatchObject([{ value: 1 }]);
});
