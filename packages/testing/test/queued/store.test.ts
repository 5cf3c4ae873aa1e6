import { basicAuth, decode, queryToken, SIMOTEL_EVENT_NAMES, type WebhookRequest } from '@simotel-hooks/core';
import { expect, it, vi } from 'vitest';
import { createRequest, SIMOTEL_VERSIONS } from '../../src/index.js';
import { cdr, damaged, lettersOf, newState, queued, queueThatAdds, storedIn, untilIdle } from './support.js';

const encode = (text: string) => new TextEncoder().encode(text);

it('stores what arrives and answers 202; no handler is called before somebody works', async () => {
  const { hooks, queue, events, send } = queued();
  expect(await send(cdr())).toBe(202);
  expect(await queue.counts()).toEqual({ waiting: 1, active: 0, dead: 0 });
  expect(events).toEqual([]);
  hooks.work();
  await untilIdle(queue);
  expect(events).toEqual([decode(cdr())]);
});

it('hands a worker the delivery that came: who sent it, when, and what', async () => {
  const { hooks, queue, deliveries, send } = queued({ auth: ({ ip }) => ({ source: `pbx ${ip}` }) });
  const from = Date.now();
  await send({
    ...cdr(),
    ip: '10.0.0.7',
    headers: { 'Content-Type': 'x', 'user-agent': 'Simotel', 'x-other': '1' },
  });
  const until = Date.now();
  hooks.work();
  await untilIdle(queue);
  const [delivery] = deliveries;
  expect(delivery).toMatchObject({
    source: 'pbx 10.0.0.7',
    attempt: 1,
    maxAttempts: 12,
    httpRequest: undefined,
  });
  expect(delivery?.request).toMatchObject({ ...cdr(), ip: '10.0.0.7', headers: { 'user-agent': 'Simotel' } });
  expect(delivery?.request.headers).not.toHaveProperty('x-other');
  expect(delivery?.receivedAt.getTime()).toBeGreaterThanOrEqual(from);
  expect(delivery?.receivedAt.getTime()).toBeLessThanOrEqual(until);
});

it('gives the event that decode gives, whatever the event, version and method', async () => {
  const { hooks, queue, events, send } = queued({ order: 'parallel' });
  const requests = SIMOTEL_EVENT_NAMES.flatMap((name) =>
    SIMOTEL_VERSIONS.flatMap((version) =>
      (['GET', 'POST'] as const).map((method) => createRequest(name, { version, method, path: '' })),
    ),
  );
  for (const request of requests) expect(await send(request)).toBe(202);
  hooks.work({ concurrency: 1 });
  await untilIdle(queue);
  expect(events).toEqual(requests.map((request) => decode(request)));
});

it.each<[string, Partial<WebhookRequest>]>([
  ['bytes', { body: new TextEncoder().encode('\ufeff{"src":"991","dst":"نام"}') }],
  [
    'bytes that are no UTF-8',
    { body: Uint8Array.from([...new TextEncoder().encode('src=991&dst='), 0xff, 0xfe]) },
  ],
  [
    'many bytes that are no UTF-8',
    { body: Uint8Array.from([...encode('src=991&dst='), ...Array(20_000).fill(0xff)]) },
  ],
  ['an ArrayBuffer', { body: encode('{"src":"991","dst":"993"}').buffer }],
  ['a DataView', { body: new DataView(encode('xx{"src":"991","dst":"993"}x').buffer, 2, 25) }],
  [
    'a URLSearchParams with a second mark',
    { query: new URLSearchParams('m=simotel%3Fevent_name=Cdr&src=1&dst=2') },
  ],
  ['text with a lone surrogate', { body: '{"src":"991","dst":"\ud800"}' }],
  ['a parsed body', { body: { src: 1613906376.3, dst: '993', __proto__: null } }],
  ['a parsed query', { query: { src: '991', dst: ['993', '994'] } }],
  [
    'a URLSearchParams',
    {
      query: new URLSearchParams([
        ['src', '9 9&1'],
        ['dst', '٩'],
        ['dst', '2'],
      ]),
    },
  ],
  ['a query in the path', { path: '/Cdr?src=991&dst=993' }],
])('gives the event that decode gives for %s', async (_, changes) => {
  const { hooks, queue, events, send } = queued();
  const request = { method: 'POST', path: '/Cdr', ...changes };
  expect(await send(request)).toBe(202);
  hooks.work();
  await untilIdle(queue);
  expect(events).toEqual([decode(request)]);
});

it('stores the headers that say something, as text', async () => {
  const { queue, send } = queued();
  const kept = {
    'x-forwarded-for': '10.0.0.1, 10.0.0.2',
    'x-request-id': '1',
    host: 'pbx',
    forwarded: 'for=1',
  };
  const headers = { ...kept, 'x-forwarded-for': ['10.0.0.1', '10.0.0.2'], 'x-pbx': 'tehran' };
  Reflect.set(headers, 'x-real-ip', 5);
  expect(await send({ ...cdr(), headers })).toBe(202);
  expect(await storedIn(queue)).toMatchObject([{ request: { headers: { ...kept, 'x-real-ip': '5' } } }]);
});

it('stores no credentials', async () => {
  const secret = 'geheim';
  const withToken = queued({ auth: queryToken('key', secret) });
  const headers = {
    authorization: `Basic ${btoa(`simotel:${secret}`)}`,
    cookie: secret,
    'content-type': 'text/plain',
  };
  await withToken.send({ ...cdr(), path: `/?key=${secret}`, query: `key=${secret}&a=1`, headers });
  const withPassword = queued({ auth: basicAuth({ username: 'simotel', password: secret }) });
  const path = `http://simotel:${secret}@pbx:80/Cdr`;
  await withPassword.send({ ...cdr(), path, headers: new Headers(headers) });
  for (const { queue } of [withToken, withPassword]) {
    const stored = await storedIn(queue);
    expect(stored).toHaveLength(1);
    expect(stored[0]?.request.headers).toEqual({ 'content-type': 'text/plain' });
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect(JSON.stringify(stored)).not.toContain(btoa(secret).slice(0, 6));
  }
});

it('stores nothing for strangers, probes, what is too large and what it is told to reject', async () => {
  const { queue, send, errors } = queued({ unknownEvents: 'reject', bodyLimit: 100 });
  expect(await send({ method: 'GET', path: '/' })).toBe(400);
  expect(await send({ method: 'HEAD', path: '/' })).toBe(200);
  expect(await send({ method: 'PUT', path: '/Cdr' })).toBe(405);
  expect(await send({ method: 'POST', path: '/Cdr', body: 'x'.repeat(101) })).toBe(413);
  expect(await send({ method: 'POST', path: '/Sms', body: '{"a":1}' })).toBe(422);
  expect(errors.map(({ error }) => error.code)).toEqual([
    'EVENT_NAME_MISSING',
    'BODY_TOO_LARGE',
    'EVENT_UNKNOWN',
  ]);
  const strict = queued({ auth: () => false, queue });
  expect(await strict.send(cdr())).toBe(401);
  expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
});

it.each<[string, WebhookRequest, string, RegExp]>([
  ['is damaged', damaged, 'BODY_MALFORMED', /JSON/],
  ['lacks a field', { method: 'POST', path: '/Cdr', body: '{"src":"991"}' }, 'EVENT_INVALID', /dst/],
  ['is not named', { method: 'POST', path: '/', body: '{"src":"991"}' }, 'EVENT_NAME_MISSING', /event_name/],
])('stores what %s too, as a dead letter with its error', async (_, request, code, message) => {
  const { hooks, queue, errors, send } = queued();
  expect(await send(request)).toBe(202);
  expect(errors).toEqual([]);
  hooks.work();
  await untilIdle(queue);
  const letters = await lettersOf(queue);
  expect(letters).toMatchObject([
    { attempts: 1, failure: { code, message: expect.stringMatching(message) } },
  ]);
  expect(letters[0]?.delivery.request).toMatchObject({
    method: 'POST',
    path: request.path,
    body: request.body,
  });
  expect(errors.map(({ error }) => error.code)).toEqual([code]);
});

it('says 503 where the queue fails, or does not answer in time', async () => {
  const failing = queued({
    queue: queueThatAdds(() => Promise.reject(new Error('full'))),
  });
  expect(await failing.send(cdr())).toBe(503);
  expect(failing.errors).toMatchObject([
    { error: { code: 'QUEUE_UNAVAILABLE', cause: { message: 'full' }, event: { name: 'Cdr' } } },
  ]);
  expect(failing.errors[0]?.error.message).toContain('was not taken');
  const add = vi.fn(() => new Promise<boolean>(() => {}));
  const silent = queued({
    ackTimeoutMs: 20,
    queue: queueThatAdds(add),
  });
  expect(await silent.send(cdr())).toBe(503);
  expect(await silent.send(damaged)).toBe(503);
  expect(silent.errors.map(({ error }) => error.code)).toEqual(['QUEUE_UNAVAILABLE', 'QUEUE_UNAVAILABLE']);
});

it('holds a place until the queue has let go of the delivery, so that memory is bounded', async () => {
  const letGo: (() => void)[] = [];
  const queue = queueThatAdds(() => new Promise((resolve) => letGo.push(() => resolve(true))));
  const { send, errors } = queued({ queue, maxPending: 2, ackTimeoutMs: 10 });
  expect([await send(cdr()), await send(cdr()), await send(cdr())]).toEqual([503, 503, 503]);
  expect(errors.map(({ error }) => error.code)).toEqual([
    'QUEUE_UNAVAILABLE',
    'QUEUE_UNAVAILABLE',
    'OVERLOADED',
  ]);
  expect(errors[0]?.error.message).toContain('may be stored all the same');
  for (const release of letGo) release();
  await vi.waitFor(async () => {
    await send(cdr());
    expect(letGo).toHaveLength(3);
  });
});

it('logs why the queue did not answer in time, when it says so', async () => {
  const error = vi.fn();
  const queue = queueThatAdds(async () => {
    await new Promise((resolve) => setTimeout(resolve, 60));
    throw new Error('connect ECONNREFUSED');
  });
  const { send } = queued({ queue, logger: { error }, ackTimeoutMs: 10 });
  expect(await send(cdr())).toBe(503);
  const told = { deliveryId: expect.any(String), err: new Error('connect ECONNREFUSED') };
  await vi.waitFor(() =>
    expect(error.mock.calls).toContainEqual([told, expect.stringContaining('has failed')]),
  );
});

it('gives what came slowly time to be stored', async () => {
  const queue = queueThatAdds(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return true;
  });
  const { hooks } = queued({ queue, ackTimeoutMs: 400 });
  const readBody = async () => {
    await new Promise((resolve) => setTimeout(resolve, 450));
    return cdr().body;
  };
  expect(await hooks.handle({ method: 'POST', path: '/' }, { readBody })).toMatchObject({
    response: { status: 202 },
  });
});

it('counts the time from the arrival', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  let letGo = () => {};
  const queue = queueThatAdds(
    () =>
      new Promise((resolve) => {
        letGo = () => resolve(true);
      }),
  );
  const { hooks } = queued({ queue, ackTimeoutMs: 2_000 });
  const answered = vi.fn();
  const readBody = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return cdr().body;
  };
  void hooks.handle({ method: 'POST', path: '/' }, { readBody }).then(answered);
  await vi.advanceTimersByTimeAsync(1_990);
  expect(answered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20);
  expect(answered.mock.calls).toMatchObject([[{ response: { status: 503 } }]]);
  letGo();
  vi.useRealTimers();
});

it('refuses a parsed body that is no JSON', async () => {
  const { queue, send } = queued();
  expect(await send({ method: 'POST', path: '/Cdr', body: { src: 991n, dst: '1' } })).toBe(400);
  expect((await queue.counts()).waiting).toBe(0);
});

it('names the call and the repeat', async () => {
  const add = vi.fn(async () => true);
  const queue = queueThatAdds(add);
  const { send } = queued({ queue, auth: ({ ip }) => ({ source: ip ?? '' }), dedupe: { ttlMs: 5_000 } });
  await send({ ...cdr('1.1'), ip: 'shop' });
  await send({ ...newState('1.1'), ip: 'shop' });
  await send({ ...newState(null), ip: 'shop' });
  await send({ ...damaged, ip: 'shop' });
  const parallel = queued({
    queue,
    order: 'parallel',
    dedupe: {
      ttlMs: 1,
      key: () => {
        throw new Error('x');
      },
    },
  });
  await parallel.send(cdr());
  expect(add.mock.calls.map((call: unknown[]) => call[1])).toEqual([
    { callKey: 'shop:1.1', dedupe: { key: expect.stringMatching(/^shop:./), ttlMs: 5_000 } },
    { callKey: 'shop:1.1', dedupe: null },
    { callKey: null, dedupe: null },
    { callKey: null, dedupe: null },
    { callKey: null, dedupe: null },
  ]);
});

it('answers a repeat with 200, and stores it once', async () => {
  const { queue, send } = queued({ dedupe: { ttlMs: 60_000 } });
  expect([await send(cdr()), await send(cdr()), await send(cdr('2.2'))]).toEqual([202, 200, 202]);
  expect([await send(newState()), await send(newState())]).toEqual([202, 202]);
  expect((await queue.counts()).waiting).toBe(4);
});

it('leaves accept and receive alone: they are for events, which a queue does not keep', async () => {
  const { hooks, queue, events } = queued();
  expect(await hooks.accept(cdr())).toMatchObject({ matched: true, event: { name: 'Cdr' } });
  await hooks.receive(decode(newState()));
  expect(events).toMatchObject([{ name: 'NewState' }]);
  expect((await queue.counts()).waiting).toBe(0);
});
