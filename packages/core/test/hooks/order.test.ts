import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';
import { type DedupeStore, decode } from '../../src/index.js';
import { answer, cdr, deferred, fixture, nameAndCall, newState, status, turn } from './support.js';

describe('order', () => {
  it('events of one call wait for each other, other calls do not', async () => {
    const { hooks } = fixture({ ackTimeoutMs: 1 });
    const ringing = deferred();
    const done: string[] = [];
    hooks.on('NewState', async (event) => {
      if (event.callId === '1.1') await ringing.promise;
      done.push(nameAndCall(event));
    });
    hooks.on('Cdr', (event) => done.push(nameAndCall(event)));
    const first = await answer(hooks, newState('1.1'));
    const second = await answer(hooks, cdr('1.1'));
    expect([first.response.status, second.response.status]).toEqual([202, 202]);
    expect(await status(hooks, newState('2.2'))).toBe(200);
    expect(await status(hooks, cdr('2.2'))).toBe(200);
    expect(done).toEqual(['NewState 2.2', 'Cdr 2.2']);
    ringing.resolve();
    await Promise.all([first.settled, second.settled]);
    expect(done.slice(2)).toEqual(['NewState 1.1', 'Cdr 1.1']);
  });

  it('a failure lets the next event of the call go on', async () => {
    const { hooks } = fixture();
    hooks.on('NewState', () => turn().then(() => Promise.reject(new Error('x'))));
    const handler = vi.fn();
    hooks.on('Cdr', handler);
    const answers = await Promise.all([status(hooks, newState()), status(hooks, cdr())]);
    expect(answers).toEqual([500, 200]);
    expect(handler).toHaveBeenCalledOnce();
  });

  it('two PBXs may use one id; events without a call id wait for nobody', async () => {
    const { hooks } = fixture({ ackTimeoutMs: 1, auth: ({ ip = '' }) => ({ source: ip }) });
    hooks.on('NewState', () => new Promise(() => {}));
    expect(await status(hooks, { ...newState(), ip: 'a' })).toBe(202);
    expect(await status(hooks, { ...cdr(), ip: 'b' })).toBe(200);
    expect(await status(hooks, { ...cdr(), ip: 'a' })).toBe(202);
    const idle = { method: 'GET', path: '/NewState', query: 'exten=1&state=Idle' };
    expect(await status(hooks, { ...idle, ip: 'a' })).toBe(202);
    expect(await status(hooks, { method: 'GET', path: '/Ping', ip: 'a' })).toBe(200);
  });

  it('"parallel" waits for nothing', async () => {
    const { hooks } = fixture({ ackTimeoutMs: 1, order: 'parallel' });
    hooks.on('NewState', () => new Promise(() => {}));
    expect(await status(hooks, newState())).toBe(202);
    expect(await status(hooks, cdr())).toBe(200);
  });

  it('holds for "immediate" answers too', async () => {
    const { hooks } = fixture({ ack: 'immediate' });
    const done: string[] = [];
    hooks.on('NewState', () => turn().then(() => done.push('NewState')));
    hooks.on('Cdr', () => done.push('Cdr'));
    const answers = [await answer(hooks, newState()), await answer(hooks, cdr())];
    await Promise.all(answers.map(({ settled }) => settled));
    expect(done).toEqual(['NewState', 'Cdr']);
  });

  test('whatever arrives, each call is handled in its order, one event at a time, and nothing is lost', async () => {
    const delivery = fc.record({
      call: fc.integer({ min: 1, max: 4 }),
      turns: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { maxLength: 30 }), async (deliveries) => {
        const { hooks } = fixture({ ackTimeoutMs: 1 });
        const done: { call: number; index: number }[] = [];
        const busy = new Set<number>();
        hooks.on('NewState', async ({ callId, data }) => {
          const index = Number(data.exten);
          const call = Number(callId);
          expect(busy.has(call)).toBe(false);
          busy.add(call);
          for (let left = deliveries[index]?.turns ?? 0; left > 0; left--) await turn();
          busy.delete(call);
          done.push({ call, index });
        });
        const answers = await Promise.all(
          deliveries.map(({ call }, index) => answer(hooks, newState(`${call}`, `${index}`))),
        );
        await Promise.all(answers.map(({ settled }) => settled));
        expect(done).toHaveLength(deliveries.length);
        for (const call of [1, 2, 3, 4]) {
          const indexes = done.filter((entry) => entry.call === call).map(({ index }) => index);
          expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('maxPending', () => {
  it('refuses what is too much, until handlers are done', async () => {
    const { hooks, errors } = fixture({ ackTimeoutMs: 1, maxPending: 2 });
    const work = deferred();
    hooks.on('Cdr', () => work.promise);
    const taken = [await answer(hooks, cdr('1.1')), await answer(hooks, cdr('1.1'))];
    expect(taken.map(({ response }) => response.status)).toEqual([202, 202]);
    const refused = await answer(hooks, cdr('1.3'));
    expect(refused.response.status).toBe(503);
    expect(JSON.parse(refused.response.body)).toMatchObject({ error: { code: 'OVERLOADED' } });
    expect(errors).toMatchObject([{ code: 'OVERLOADED' }]);
    await expect(hooks.receive(decode(cdr('1.4')))).rejects.toMatchObject({ code: 'OVERLOADED' });
    work.resolve();
    await Promise.all(taken.map(({ settled }) => settled));
    expect(await status(hooks, cdr('1.5'))).toBe(200);
  });

  it('gives back the places of deliveries whose error handlers or stores never settle', async () => {
    const store: DedupeStore = { add: () => true, delete: () => new Promise(() => {}) };
    const { hooks, logged } = fixture({
      maxPending: 1,
      ackTimeoutMs: 5,
      handlerTimeoutMs: 5,
      dedupe: { ttlMs: 1000, store },
    });
    hooks.on('Cdr', () => {
      throw new Error('x');
    });
    hooks.onError(() => new Promise(() => {}));
    for (let round = 0; round < 2; round++) {
      const { response, settled } = await answer(hooks, cdr());
      expect(response.status).toBe(500);
      await settled;
    }
    expect(logged.at(-1)?.message).toContain('onError');
  });

  it('gives back the places of deliveries that fail in any way', async () => {
    const { hooks } = fixture({ maxPending: 1, dedupe: { ttlMs: 1000 } });
    hooks.on('NewState', () => Promise.reject(new Error('x')));
    const readBody = () => Promise.reject(new Error('x'));
    for (let round = 0; round < 2; round++) {
      expect(await status(hooks, { method: 'POST', path: '/', body: 'x' })).toBe(400);
      expect(await status(hooks, { method: 'POST', path: '/' }, { readBody })).toBe(400);
      await (await answer(hooks, newState())).settled;
      expect(await status(hooks, cdr())).toBe(200);
    }
  });
});

describe('close', () => {
  it('refuses what comes and waits for what is running, and for what waits behind it', async () => {
    const { hooks, errors } = fixture({ ackTimeoutMs: 1 });
    const work = deferred();
    const handled = vi.fn();
    hooks.on('NewState', () => work.promise);
    hooks.on('Cdr', handled);
    await hooks.handle(newState());
    await hooks.handle(cdr());
    const closed = vi.fn();
    const closing = hooks.close().then(closed);
    expect(await status(hooks, newState('3.3'))).toBe(503);
    expect(await status(hooks, { method: 'HEAD', path: '/' })).toBe(503);
    await turn();
    expect(closed).not.toHaveBeenCalled();
    work.resolve();
    await closing;
    expect(handled).toHaveBeenCalledOnce();
    expect(errors.map(({ code }) => code)).toEqual(['CLOSED', 'CLOSED']);
    await expect(hooks.close()).resolves.toBeUndefined();
  });

  it('gives up after graceMs: signals abort, onError hears of each delivery, also of those that never began', async () => {
    const { hooks, errors } = fixture({ ackTimeoutMs: 1 });
    const aborted = vi.fn();
    const handled = vi.fn();
    hooks.on('NewState', (_event, { signal }) => {
      signal.addEventListener('abort', aborted);
      return new Promise(() => {});
    });
    hooks.on('Cdr', handled);
    await hooks.handle(newState());
    await hooks.handle(cdr());
    await hooks.close({ graceMs: 5 });
    expect(aborted).toHaveBeenCalledOnce();
    expect(handled).not.toHaveBeenCalled();
    expect(errors.map(({ code, event }) => [code, event?.name])).toEqual([
      ['CLOSED', 'NewState'],
      ['CLOSED', 'Cdr'],
    ]);
  });

  it('a delivery whose body comes after that is not handled either', async () => {
    const { hooks } = fixture();
    const handled = vi.fn();
    hooks.onAny(handled);
    const body = deferred<unknown>();
    const late = answer(hooks, { method: 'POST', path: '/' }, { readBody: () => body.promise });
    await turn();
    await hooks.close({ graceMs: 1 });
    body.resolve(cdr().body);
    expect((await late).response.status).toBe(503);
    expect(handled).not.toHaveBeenCalled();
  });

  it('may be called by a handler; one that awaits it is given up after graceMs', async () => {
    const { hooks, errors } = fixture({ ackTimeoutMs: 1 });
    const closed = deferred();
    hooks.on('NewState', () => {
      void hooks.close().then(closed.resolve);
    });
    expect(await status(hooks, newState())).toBe(200);
    await closed.promise;

    const second = fixture({ ackTimeoutMs: 1 });
    second.hooks.on('NewState', () => second.hooks.close({ graceMs: 5 }));
    await (await answer(second.hooks, newState())).settled;
    expect(second.errors).toMatchObject([{ code: 'CLOSED' }]);
    expect(errors).toEqual([]);
  });
});
