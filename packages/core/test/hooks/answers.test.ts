import { describe, expect, it, vi } from 'vitest';
import { answer, cdr, deferred, fixture, newState, status, turn } from './support.js';

describe('the answer', () => {
  it('200 when handlers are done, at once or in time', async () => {
    const { hooks } = fixture();
    const late = vi.fn();
    hooks.on('Cdr', () => {});
    hooks.on('Cdr', () => turn().then(late));
    const { response, settled } = await answer(hooks, cdr());
    expect(late).toHaveBeenCalledOnce();
    expect(response).toStrictEqual({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      body: '{"ok":true}',
    });
    await expect(settled).resolves.toBeUndefined();
  });

  it('202 when they are still at work at ackTimeoutMs; a later failure still reaches onError', async () => {
    const { hooks, errors } = fixture({ ackTimeoutMs: 1 });
    const work = deferred();
    hooks.on('Cdr', () => work.promise);
    const { response, settled } = await answer(hooks, cdr());
    expect(response.status).toBe(202);
    expect(errors).toEqual([]);
    work.reject(new Error('late'));
    await settled;
    expect(errors).toMatchObject([{ code: 'HANDLER_FAILED', cause: { message: 'late' } }]);
  });

  it('202 at once when the time is up before handlers begin: the PBX waits since the delivery arrived', async () => {
    const { hooks } = fixture({ ackTimeoutMs: 60_000 });
    hooks.on('Cdr', () => new Promise(() => {}));
    const now = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(61_000);
    expect(await status(hooks, cdr())).toBe(202);
    now.mockRestore();
  });

  it('"immediate": 202 before any handler begins', async () => {
    const { hooks } = fixture({ ack: 'immediate' });
    const handler = vi.fn();
    hooks.on('Cdr', handler);
    const { response, settled } = await answer(hooks, cdr());
    expect(response.status).toBe(202);
    expect(handler).not.toHaveBeenCalled();
    await settled;
    expect(handler).toHaveBeenCalledOnce();
  });

  it('"afterHandlers": waits however long they take', async () => {
    const { hooks } = fixture({ ack: 'afterHandlers', ackTimeoutMs: 1 });
    const work = deferred();
    hooks.on('Cdr', () => work.promise);
    let code: number | undefined;
    const answered = status(hooks, cdr()).then((value) => {
      code = value;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(code).toBeUndefined();
    work.resolve();
    await answered;
    expect(code).toBe(200);
  });

  it('500 and HANDLER_TIMEOUT for a handler that never settles; its signal aborts, its late failure is reported', async () => {
    const { hooks, errors } = fixture({ ack: 'afterHandlers', handlerTimeoutMs: 5 });
    const work = deferred();
    const aborted = vi.fn();
    hooks.on('Cdr', (_event, { signal }) => {
      signal.addEventListener('abort', aborted);
      return work.promise;
    });
    hooks.on('Cdr', () => {
      throw new Error('at once');
    });
    const { response, settled } = await answer(hooks, cdr());
    await settled;
    expect(response.status).toBe(500);
    expect(aborted).toHaveBeenCalledOnce();
    expect(errors.map(({ code, cause }) => [code, cause])).toEqual([
      ['HANDLER_FAILED', expect.objectContaining({ message: 'at once' })],
      ['HANDLER_TIMEOUT', undefined],
    ]);
    work.reject(new Error('very late'));
    await turn();
    expect(errors.at(-1)).toMatchObject({ code: 'HANDLER_FAILED', cause: { message: 'very late' } });
  });

  it('a signal that is asked for after the time-out is aborted, with the reason', async () => {
    const { hooks } = fixture({ ack: 'afterHandlers', handlerTimeoutMs: 5 });
    const over = deferred<unknown>();
    hooks.on('Cdr', async (_event, delivery) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      over.resolve(delivery.signal.reason);
    });
    await hooks.handle(cdr());
    expect(await over.promise).toMatchObject({ code: 'HANDLER_TIMEOUT' });
  });

  it('a call does not wait for ever behind a handler that never settles', async () => {
    const { hooks } = fixture({ ackTimeoutMs: 1, handlerTimeoutMs: 5 });
    const second = vi.fn();
    hooks.on('NewState', () => new Promise(() => {}));
    hooks.on('Cdr', second);
    await hooks.handle(newState());
    await (await answer(hooks, cdr())).settled;
    expect(second).toHaveBeenCalledOnce();
  });
});

describe('methods', () => {
  it('HEAD is answered without reading, checking or handling anything', async () => {
    const auth = vi.fn(() => false);
    const readBody = vi.fn();
    const { hooks } = fixture({ auth });
    const handler = vi.fn();
    hooks.onAny(handler);
    const { response } = await answer(hooks, { ...newState(), method: 'HEAD' }, { readBody });
    expect(response).toMatchObject({ status: 200, body: '' });
    for (const mock of [auth, readBody, handler]) expect(mock).not.toHaveBeenCalled();
  });

  it.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'get', ''])(
    '"%s" is refused with Allow',
    async (method) => {
      const { hooks } = fixture();
      const { response } = await answer(hooks, { ...newState(), method });
      expect(response).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST' } });
    },
  );
});

describe('what is not ours', () => {
  it.each(['/health', '/favicon.ico', '/users/5', '/health/', '/health?'])(
    '%s without fields',
    async (path) => {
      const { hooks, logged } = fixture({ auth: () => false });
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        expect(await hooks.handle({ method, path, query: {} })).toEqual({ matched: false });
      }
      expect(logged).toEqual([]);
    },
  );

  it.each([
    { method: 'GET', path: '' },
    { method: 'GET', path: '/' },
    { method: 'GET', path: '//' },
    { method: 'GET', path: '/newstate' },
    { method: 'GET', path: '//NewState/' },
    { method: 'GET', path: '/callNewState' },
    { method: 'GET', path: '/moon?a=1' },
    { method: 'GET', path: '/moon', query: 'a=1' },
    { method: 'GET', path: '/moon', query: new URLSearchParams('a=1') },
    { method: 'GET', path: '/moon', query: { a: '1' } },
    { method: 'POST', path: '/moon', body: 'a=1' },
    { method: 'POST', path: '/moon', body: Buffer.from('a=1') },
    { method: 'POST', path: '/moon', body: { a: 1 } },
  ])('is not this: %j', async (request) => {
    const { hooks } = fixture({ auth: () => false });
    expect(await status(hooks, request)).toBe(401);
  });

  it.each([
    ['/call', 400],
    ['/call/', 400],
    ['/call?exten=991&state=Idle&event_name=NewState', 200],
    ['/call/NewState?exten=991&state=Idle', 200],
    ['/callNewState?exten=991&state=Idle', 200],
    ['http://pbx.local/call/NewState?exten=991&state=Idle', 200],
    ['/caller/NewState?exten=991&state=Idle', undefined],
    ['/other', undefined],
    ['/', undefined],
    ['', undefined],
  ])('behind the address /call: %s gives %s', async (path, expected) => {
    const { hooks } = fixture();
    const result = await hooks.handle({ method: 'GET', path }, { basePath: '/call' });
    expect(result.matched ? result.response.status : undefined).toBe(expected);
  });
});

describe('a body that is read on demand', () => {
  it('is read once, with the limit, after authentication', async () => {
    const order: string[] = [];
    const { hooks } = fixture({
      bodyLimit: 500,
      auth: async ({ body }) => {
        order.push(`auth ${body}`);
        await turn();
        return true;
      },
    });
    hooks.on('Cdr', (_event, { request }) => order.push(`handler ${typeof request.body}`));
    const readBody = async (limit: number) => {
      order.push(`body ${limit}`);
      return cdr().body;
    };
    expect(await status(hooks, { method: 'POST', path: '/' }, { readBody })).toBe(200);
    expect(await status(hooks, { method: 'POST', path: '/' }, { readBody, bodyLimit: 70 })).toBe(413);
    expect(order).toEqual(['auth undefined', 'body 500', 'handler string', 'auth undefined', 'body 70']);
  });

  it('is not read for a stranger', async () => {
    const readBody = vi.fn();
    const { hooks } = fixture({ auth: () => false });
    expect(await status(hooks, { method: 'POST', path: '/' }, { readBody })).toBe(401);
    expect(readBody).not.toHaveBeenCalled();
  });

  it('that breaks off is the fault of the sender', async () => {
    const { hooks, errors } = fixture();
    const cause = new Error('ECONNRESET');
    const readBody = () => Promise.reject(cause);
    expect(await status(hooks, { method: 'POST', path: '/' }, { readBody })).toBe(400);
    expect(errors).toMatchObject([{ code: 'BODY_MALFORMED', cause }]);
  });
});

describe('accept', () => {
  it('gives the event and calls no handler', async () => {
    const { hooks } = fixture({ auth: () => ({ source: 'tehran' }) });
    const handler = vi.fn();
    hooks.onAny(handler);
    expect(await hooks.accept(cdr())).toMatchObject({
      matched: true,
      event: { name: 'Cdr', data: { billsec: 9 } },
      delivery: { source: 'tehran' },
    });
    expect(handler).not.toHaveBeenCalled();
    await hooks.close();
    expect(await hooks.accept(cdr())).toMatchObject({ response: { status: 503 } });
  });

  it('answers what is refused, and leaves what is not ours', async () => {
    const { hooks } = fixture();
    expect(await hooks.accept({ method: 'POST', path: '/', body: 'x' })).toMatchObject({
      response: { status: 400 },
    });
    expect(await hooks.accept({ method: 'HEAD', path: '/' })).toMatchObject({ response: { status: 200 } });
    expect(await hooks.accept({ method: 'GET', path: '/health' })).toEqual({ matched: false });
  });
});
