import { describe, expect, it, vi } from 'vitest';
import { createSimotelHooks, decode } from '../../src/index.js';
import { answer, cdr, deferred, fixture, newState, status, turn } from './support.js';

const unknown = { method: 'POST', path: '/', body: '{"event_name":"Moon","unique_id":"1.2"}' };

describe('which handlers are called', () => {
  it('those of the name, of lists with it, and of any event, in the order they came', async () => {
    const { hooks } = fixture();
    const calls: string[] = [];
    hooks.onAny(({ name }) => calls.push(`any ${name}`));
    hooks.on(['Cdr', 'NewState'], ({ name }) => calls.push(`list ${name}`));
    hooks.on('NewState', ({ data }) => calls.push(`exten ${data.exten}`));
    hooks.on('Cdr', ({ data }) => calls.push(`src ${data.src}`));
    hooks.onUnknown(() => calls.push('unknown'));
    await hooks.handle(newState());
    await hooks.handle(cdr());
    expect(calls).toEqual(['any NewState', 'list NewState', 'exten 991', 'any Cdr', 'list Cdr', 'src 991']);
  });

  it('onUnknown and onAny for a name nobody knows', async () => {
    const { hooks, errors } = fixture();
    const seen = vi.fn();
    hooks.onUnknown(({ raw }) => seen('unknown', raw.eventName));
    hooks.onAny(({ name }) => seen('any', name));
    expect(await status(hooks, unknown)).toBe(200);
    expect(seen.mock.calls).toEqual([
      ['unknown', 'Moon'],
      ['any', null],
    ]);
    expect(errors).toEqual([]);
  });

  it('none, but a warning, for an unknown name that nobody listens to', async () => {
    const { hooks, logged, errors } = fixture();
    hooks.on('Cdr', () => {});
    expect(await status(hooks, unknown)).toBe(200);
    expect(await status(hooks, { method: 'GET', path: '/t0ken', query: 'a=1' })).toBe(200);
    expect(logged).toMatchObject([
      { level: 'warn', details: { eventName: 'Moon', callId: '1.2', source: null } },
      // A segment of the path may be a secret.
      { level: 'warn', details: { eventName: null, callId: null } },
    ]);
    expect(errors).toEqual([]);
  });

  it('none for an unknown name that is to be rejected; onError has the event', async () => {
    const { hooks, errors } = fixture({ unknownEvents: 'reject' });
    const seen = vi.fn();
    hooks.onAny(seen);
    expect(await status(hooks, unknown)).toBe(422);
    expect(seen).not.toHaveBeenCalled();
    expect(errors).toMatchObject([{ code: 'EVENT_UNKNOWN', event: { raw: { eventName: 'Moon' } } }]);
  });

  it('every registration on its own, each with its own undo', async () => {
    const { hooks } = fixture();
    const handler = vi.fn();
    const undo = hooks.on('NewState', handler);
    hooks.on('NewState', handler);
    await hooks.handle(newState());
    expect(handler).toHaveBeenCalledTimes(2);
    undo();
    undo();
    await hooks.handle(newState());
    expect(handler).toHaveBeenCalledTimes(3);
  });

  it('a handler that removes itself or registers another changes the next event, not this one', async () => {
    const { hooks } = fixture();
    const calls: string[] = [];
    const undo = hooks.on('NewState', () => {
      calls.push('first');
      undo();
      hooks.on('NewState', () => calls.push('late'));
    });
    hooks.on('NewState', () => calls.push('second'));
    await hooks.handle(newState());
    expect(calls).toEqual(['first', 'second']);
    await hooks.handle(newState());
    expect(calls).toEqual(['first', 'second', 'second', 'late']);
  });

  it.each(['cdr', 'Cdr Queue', 'Moon'])('a registration for "%s" says what is wrong', (name) => {
    const { hooks } = fixture();
    // @ts-expect-error: plain JavaScript
    const register = () => hooks.on(name, () => {});
    expect(register).toThrow(
      expect.objectContaining({
        code: 'OPTION_INVALID',
        message: expect.stringMatching(/did you mean '(?:Cdr|CdrQueue)'|there are Cdr, /),
      }),
    );
  });

  it.each(['on', 'onAny', 'onUnknown', 'onError'] as const)('%s takes functions only', (method) => {
    const { hooks } = fixture();
    // @ts-expect-error: plain JavaScript
    const register = () => (method === 'on' ? hooks.on('Cdr', 'x') : hooks[method]('x'));
    expect(register).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
  });

  it('its functions are bound', async () => {
    const { on, handle } = createSimotelHooks({ auth: false });
    const handler = vi.fn();
    on('NewState', handler);
    await handle(newState());
    expect(handler).toHaveBeenCalledOnce();
  });
});

describe('what a handler sees', () => {
  it('the delivery: its own id, the time, the source, the request, what the adapter handed in', async () => {
    const { hooks } = fixture({ auth: () => ({ source: 'tehran' }) });
    const before = Date.now();
    const ids = new Set<string>();
    const httpRequest = { any: 'object' };
    const done = deferred();
    hooks.on('Cdr', (_event, delivery) => {
      ids.add(delivery.id).add(delivery.id);
      expect(delivery.id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
      expect(delivery.receivedAt.getTime()).toBeGreaterThanOrEqual(before);
      expect(delivery.source).toBe('tehran');
      expect(delivery.request).toStrictEqual({ ...cdr(), headers: { host: 'x' } });
      expect(delivery.httpRequest).toBe(httpRequest);
      expect(delivery.signal.aborted).toBe(false);
      done.resolve();
    });
    expect(await status(hooks, { ...cdr(), headers: { host: 'x' } }, { httpRequest })).toBe(200);
    await hooks.handle(cdr(), { httpRequest, readBody: () => undefined });
    await done.promise;
    expect(ids.size).toBe(1);
  });

  it('another id for every delivery', async () => {
    const { hooks } = fixture();
    const ids = new Set<string>();
    hooks.onAny((_event, { id }) => ids.add(id));
    await hooks.handle(cdr());
    await hooks.handle(cdr());
    expect(ids.size).toBe(2);
  });
});

describe('a handler that fails', () => {
  it('does not keep the others from running; all failures are reported together', async () => {
    const { hooks, errors, logged } = fixture();
    const last = vi.fn();
    hooks.on('Cdr', () => {
      throw new Error('first');
    });
    hooks.on('Cdr', async () => {
      await turn();
      throw new Error('second');
    });
    hooks.on('Cdr', last);
    const { response, settled } = await answer(hooks, cdr());
    await settled;
    expect(response.status).toBe(500);
    expect(last).toHaveBeenCalledOnce();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      code: 'HANDLER_FAILED',
      event: { name: 'Cdr', callId: '1610778618.378' },
      cause: { errors: [{ message: 'first' }, { message: 'second' }] },
    });
    expect(errors[0]?.message).toContain('2 of 3');
    expect(logged).toMatchObject([
      {
        level: 'error',
        details: {
          code: 'HANDLER_FAILED',
          event: 'Cdr',
          callId: '1610778618.378',
          deliveryId: expect.stringMatching(/^[\da-f-]{36}$/),
          source: null,
          err: errors[0],
        },
      },
    ]);
  });

  it('is the cause itself where it is the only one, with its stack; the sender learns only the code', async () => {
    const { hooks, errors } = fixture();
    const failure = new Error('password of the database is 1234');
    hooks.on('Cdr', () => Promise.reject(failure));
    const { response } = await answer(hooks, cdr());
    await turn();
    expect(errors[0]?.cause).toBe(failure);
    expect(JSON.parse(response.body)).toEqual({ ok: false, error: { code: 'HANDLER_FAILED' } });
  });

  it.each([undefined, null, 'text', 5, Symbol('x'), { toString: null }, Object.create(null)])(
    'may throw %s, which is kept',
    async (value) => {
      const { hooks, errors } = fixture();
      hooks.on('Cdr', () => {
        throw value;
      });
      expect(await status(hooks, cdr())).toBe(500);
      await turn();
      expect(errors[0]?.cause).toMatchObject({
        cause: value,
        message: expect.stringContaining(typeof value),
      });
    },
  );

  const fail = () => {
    throw new Error('odd');
  };
  it.each([
    ['that throws when it is read', Object.defineProperty({}, 'then', { get: fail })],
    ['that throws when it is called', Object.fromEntries([['then', fail]])],
    [
      'of a rejected promise',
      Object.fromEntries([['then', (_yes: unknown, no: (e: Error) => void) => no(new Error('odd'))]]),
    ],
  ])('may return a then %s', async (_, result) => {
    const { hooks, errors } = fixture();
    hooks.on('Cdr', () => result);
    expect(await status(hooks, cdr())).toBe(500);
    await turn();
    expect(errors[0]?.cause).toMatchObject({ message: 'odd' });
  });
});

describe('onError and the log', () => {
  it('hear of what cannot be decoded, with what arrived', async () => {
    const { hooks, errors, logged } = fixture();
    expect(await status(hooks, { method: 'POST', path: '/', body: '{"event_name":"Cdr","src":"1"}' })).toBe(
      422,
    );
    expect(await status(hooks, { method: 'POST', path: '/', body: '<xml/>' })).toBe(400);
    expect(await status(hooks, { method: 'GET', path: '/' })).toBe(400);
    expect(errors.map(({ code }) => code)).toEqual(['EVENT_INVALID', 'BODY_MALFORMED', 'EVENT_NAME_MISSING']);
    expect(errors[0]?.raw?.fields).toEqual({ event_name: 'Cdr', src: '1' });
    expect(logged.map(({ level }) => level)).toEqual(['warn', 'warn', 'warn']);
    expect(logged[0]?.details).toMatchObject({ issues: [{ path: 'dst', message: 'dst is missing.' }] });
    expect(logged.some(({ details }) => 'err' in details)).toBe(false);
    expect(logged.map(({ details }) => details)).toMatchObject([
      { event: 'Cdr', callId: null },
      { event: null, callId: null },
      { event: null, callId: null },
    ]);
    await hooks.handle({ method: 'GET', path: '/cdr', query: 'src=1&cuid=1610778618.378' });
    expect(logged.at(-1)?.details).toMatchObject({ event: 'Cdr', callId: '1610778618.378' });
  });

  it('strangers are logged only', async () => {
    const { hooks, errors, logged } = fixture({ auth: () => false });
    expect(await status(hooks, { ...cdr(), ip: '192.0.2.1' })).toBe(401);
    expect(await status(hooks, { method: 'PUT', path: '/' })).toBe(405);
    await turn();
    expect(errors).toEqual([]);
    expect(logged).toMatchObject([
      { level: 'warn', details: { code: 'UNAUTHORIZED', ip: '192.0.2.1' } },
      { level: 'warn', details: { code: 'METHOD_NOT_ALLOWED' } },
    ]);
  });

  it('an error handler that fails is logged, and the others are called', async () => {
    const { hooks, errors, logged } = fixture();
    const second = vi.fn();
    const undo = hooks.onError(() => {
      throw new Error('in onError');
    });
    hooks.onError(second);
    const { settled } = await answer(hooks, { method: 'POST', path: '/', body: '<xml/>' });
    await settled;
    expect(second).toHaveBeenCalledOnce();
    expect(errors).toHaveLength(1);
    expect(logged.at(-1)).toMatchObject({ level: 'error', details: { err: { message: 'in onError' } } });
    undo();
    await (await answer(hooks, { method: 'POST', path: '/', body: '<xml/>' })).settled;
    expect(second).toHaveBeenCalledTimes(2);
    expect(logged.at(-1)?.level).toBe('warn');
  });

  it('a logger that throws or is incomplete costs nothing', async () => {
    const { hooks } = fixture({
      logger: {
        error: () => {
          throw new Error('disk full');
        },
      },
    });
    hooks.on('Cdr', () => Promise.reject(new Error('x')));
    expect(await status(hooks, cdr())).toBe(500);
    expect(await status(hooks, { method: 'POST', path: '/', body: '<xml/>' })).toBe(400);
  });

  it('goes to the console by default, to the logger of the adapter where there is one', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const hooks = createSimotelHooks({ auth: false });
    await hooks.handle({ method: 'GET', path: '/' });
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^simotel-hooks: Nothing names the event/),
      expect.objectContaining({ code: 'EVENT_NAME_MISSING' }),
    );
    const logger = { warn: vi.fn() };
    await hooks.handle({ method: 'GET', path: '/' }, { logger });
    expect(logger.warn).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});

describe('receive', () => {
  const event = decode(cdr());

  it('takes a decoded event through its handlers', async () => {
    const { hooks } = fixture();
    const seen = vi.fn();
    hooks.on('Cdr', async (received, { source, request }) => {
      await turn();
      seen(received, source, request.path);
    });
    await hooks.receive(event, { source: 'tehran' });
    expect(seen).toHaveBeenCalledExactlyOnceWith(event, 'tehran', '/');
  });

  it('rejects with what failed, which is reported too', async () => {
    const { hooks, errors } = fixture();
    hooks.on('Cdr', () => Promise.reject(new Error('x')));
    await expect(hooks.receive(event)).rejects.toMatchObject({
      code: 'HANDLER_FAILED',
      cause: { message: 'x' },
    });
    expect(errors).toHaveLength(1);
    await hooks.close();
    await expect(hooks.receive(event)).rejects.toMatchObject({ code: 'CLOSED' });
  });
});
