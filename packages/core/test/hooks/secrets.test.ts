import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type Authenticator,
  createSimotelHooks,
  type Delivery,
  type WebhookRequest,
} from '../../src/index.js';
import { answer, fixture, status } from './support.js';

const SECRET = 'hunter2-Ω';

const auth: Authenticator = Object.assign(() => true, {
  secrets: { query: ['api_key'], headers: ['x-token'] },
});

describe('secrets', () => {
  const headers = {
    authorization: `Basic ${SECRET}`,
    'x-token': SECRET,
    'X-Token': SECRET,
    cookie: SECRET,
    host: 'pbx',
  };
  const query = `api_key=${encodeURIComponent(SECRET)}&exten=991&state=Idle&api%5Fkey=${SECRET}`;

  const requests: [string, WebhookRequest][] = [
    ['query text', { method: 'GET', path: '/NewState', query, headers }],
    ['query in the path', { method: 'GET', path: `/NewState?${query}`, headers }],
    [
      'a second "?"',
      { method: 'GET', path: `/?api_key=${SECRET}?event_name=NewState&exten=991&state=Idle`, headers },
    ],
    ['URLSearchParams', { method: 'GET', path: '/NewState', query: new URLSearchParams(query), headers }],
    [
      'a query object',
      { method: 'GET', path: '/NewState', query: { api_key: SECRET, exten: '991', state: 'Idle' } },
    ],
    [
      'Headers',
      {
        method: 'GET',
        path: '/NewState',
        query,
        headers: new Headers({ 'x-token': 'hunter2', host: 'pbx' }),
      },
    ],
    ['an invalid event', { method: 'GET', path: `/Cdr?${query}`, headers }],
    ['an unknown event', { method: 'GET', path: `/Moon?${query}`, headers }],
  ];

  it.each(requests)('in %s are in no log, error, field, request or answer', async (_, request) => {
    const { hooks, logged, errors } = fixture({ auth });
    const deliveries: Delivery[] = [];
    const seen: unknown[] = [];
    hooks.onError((_error, delivery) => deliveries.push(delivery));
    hooks.onAny((event, delivery) => {
      deliveries.push(delivery);
      seen.push(event);
      throw new Error('so that it is logged');
    });
    const { response, settled } = await answer(hooks, request);
    await settled;
    expect(deliveries.length).toBeGreaterThan(0);
    const kept = [logged, response, seen, errors, errors.map(({ raw, event }) => [raw, event])];
    for (const { request: clean } of deliveries) {
      kept.push([{ ...clean, query: String(clean.query) }, clean]);
      expect(header(clean, 'host')).toBe(header(request, 'host'));
      for (const name of ['authorization', 'Authorization', 'x-token', 'X-Token', 'cookie']) {
        expect(header(clean, name) ?? null).toBeNull();
      }
    }
    const printed = deliveries.map((delivery) => [inspect(delivery), JSON.stringify(delivery)]);
    const everything = inspect([kept, printed], { depth: 20, showHidden: true });
    expect(everything).not.toContain('hunter2');
    expect(everything).toContain('991');
  });

  const header = ({ headers: all }: WebhookRequest, name: string): unknown => {
    if (all instanceof Headers) return all.get(name);
    if (all && 'get' in all && typeof all.get === 'function') return all.get(name);
    return Object.entries(all ?? {}).find(([key]) => key === name)?.[1];
  };

  it.each([{ headers: null, query: null }, { headers: undefined }, {}, { path: 5 }, { path: null }])(
    'what plain JavaScript may hand in, %j, is handled',
    async (odd) => {
      const { hooks, errors } = fixture({ auth });
      hooks.onAny((_event, { request }) => Promise.reject(new Error(typeof request)));
      const request = { method: 'POST', path: '/', body: '{"event_name":"Ping"}', ...odd };
      // @ts-expect-error: plain JavaScript
      expect(await status(hooks, request)).toBe(500);
      expect(errors).toMatchObject([{ code: 'HANDLER_FAILED', cause: { message: 'object' } }]);
    },
  );

  it('the fields beside them stay', async () => {
    const { hooks } = fixture({ auth });
    let fields: unknown;
    let path: unknown;
    hooks.onAny(({ raw }, { request }) => {
      fields = raw.fields;
      path = request.path;
    });
    await hooks.handle({ method: 'GET', path: `/NewState?a=1&api_key=${SECRET}&exten=991&state=Idle` });
    expect(fields).toEqual({ a: '1', exten: '991', state: 'Idle' });
    expect(path).toBe('/NewState?a=1&exten=991&state=Idle');
  });
});

describe('auth', () => {
  it.each([undefined, null, true, 'secret', { username: 'a', password: 'b' }])(
    '%j stops the start-up',
    (value) => {
      // @ts-expect-error: plain JavaScript
      const create = () => createSimotelHooks({ auth: value });
      expect(create).toThrow(
        expect.objectContaining({
          code: 'OPTION_INVALID',
          message: expect.stringMatching(/basicAuth.*auth: false/),
        }),
      );
    },
  );

  it('no options at all, too', () => {
    // @ts-expect-error: plain JavaScript
    expect(() => createSimotelHooks()).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  });

  it.each([
    [true, 200],
    [{ source: 'x' }, 200],
    [Promise.resolve({ source: 'x' }), 200],
    [false, 401],
    [Promise.resolve(false), 401],
    [undefined, 401],
    [null, 401],
    ['true', 401],
    [1, 401],
    [{}, 401],
    [{ source: 5 }, 401],
  ])('a result of %j gives %s', async (result, expected) => {
    // @ts-expect-error: plain JavaScript
    const { hooks } = fixture({ auth: () => result });
    expect(await status(hooks, { method: 'GET', path: '/Ping' })).toBe(expected);
  });

  it('401 says how to authenticate', async () => {
    const { hooks } = fixture({ auth: () => false });
    const { response } = await answer(hooks, { method: 'GET', path: '/Ping' });
    expect(response.headers).toMatchObject({ 'www-authenticate': 'Basic realm="simotel", charset="UTF-8"' });
  });

  it.each([
    () => {
      throw new Error(SECRET);
    },
    () => Promise.reject(new Error(SECRET)),
  ])('one that fails lets nobody in, and is the fault of this side', async (failing) => {
    const { hooks, errors } = fixture({ auth: failing });
    const { response } = await answer(hooks, { method: 'GET', path: '/Ping' });
    expect(response.status).toBe(500);
    expect(response.body).not.toContain('hunter2');
    expect(errors).toMatchObject([{ code: 'AUTH_FAILED', cause: { message: SECRET } }]);
  });
});

it('an authenticator that never settles does not hold a delivery for ever', async () => {
  const { hooks, errors } = fixture({
    auth: () => new Promise(() => {}),
    handlerTimeoutMs: 5,
    maxPending: 1,
  });
  expect(await status(hooks, { method: 'GET', path: '/Ping' })).toBe(500);
  expect(await status(hooks, { method: 'GET', path: '/Ping' })).toBe(500);
  expect(errors.map(({ code }) => code)).toEqual(['AUTH_FAILED', 'AUTH_FAILED']);
});

it('deliveries whose sender is still being looked up count as pending', async () => {
  const { hooks } = fixture({ auth: () => new Promise(() => {}), handlerTimeoutMs: 20, maxPending: 1 });
  const first = status(hooks, { method: 'GET', path: '/Ping' });
  expect(await status(hooks, { method: 'GET', path: '/Ping' })).toBe(503);
  expect(await first).toBe(500);
});

describe('options', () => {
  it.each([
    { timeZone: 'Mars/Olympus' },
    { bodyLimit: 0 },
    { bodyLimit: '1mb' },
    { ackTimeoutMs: -1 },
    { ackTimeoutMs: Number.POSITIVE_INFINITY },
    { handlerTimeoutMs: Number.NaN },
    { handlerTimeoutMs: 2 ** 31 },
    { maxPending: null },
    { ack: 'never' },
    { order: 'random' },
    { unknownEvents: 'ignore' },
  ])('%j is refused by name', (options) => {
    const [name] = Object.keys(options);
    // @ts-expect-error: plain JavaScript
    expect(() => createSimotelHooks({ auth: false, ...options })).toThrow(
      expect.objectContaining({
        code: 'OPTION_INVALID',
        message: expect.stringContaining(name === 'timeZone' ? 'zone' : `${name}`),
      }),
    );
  });

  it('undefined is the default', async () => {
    // @ts-expect-error: plain JavaScript
    const hooks = createSimotelHooks({
      auth: false,
      bodyLimit: undefined,
      ack: undefined,
      logger: undefined,
    });
    expect(await status(hooks, { method: 'GET', path: '/Ping' })).toBe(200);
  });
});
