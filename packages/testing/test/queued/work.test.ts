import {
  createSimotelHooks,
  type DeliveryProcessor,
  type DeliveryQueue,
  isSimotelError,
  type WorkOptions,
} from '@simotel-hooks/core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createMemoryQueue } from '../../src/index.js';
import { cdr, damaged, lettersOf, newState, queued, untilIdle } from './support.js';

const FAST = { minDelayMs: 1, maxDelayMs: 2 };

it('tries again what failed, tells onError of each try, and keeps the call in order', async () => {
  const { hooks, queue, events, errors, deliveries, send } = queued();
  hooks.on('Cdr', (_, { attempt }) => {
    if (attempt < 4) throw new Error(`try ${attempt}`);
  });
  for (const request of [cdr('1.1'), newState('1.1'), newState('2.2')]) await send(request);
  hooks.work({ retry: FAST });
  await untilIdle(queue);
  const names = events.map(({ name, callId }) => `${name} ${callId}`);
  expect(names.filter((name) => name.endsWith('1.1'))).toEqual([...Array(4).fill('Cdr 1.1'), 'NewState 1.1']);
  expect(errors).toMatchObject(
    [1, 2, 3].map((attempt) => ({
      error: { code: 'HANDLER_FAILED', cause: { message: `try ${attempt}` } },
      delivery: { attempt, maxAttempts: 12 },
    })),
  );
  expect(new Set(deliveries.map(({ id }) => id)).size).toBe(3);
  expect((await queue.counts()).dead).toBe(0);
});

it('moves what fails too often to the dead letters, from where it can be replayed', async () => {
  const logger = { info: vi.fn(), error: vi.fn() };
  const { hooks, queue, errors, send } = queued({ logger });
  let isBack = false;
  const handled = vi.fn();
  hooks.on('Cdr', () => {
    if (!isBack) throw new Error('The CRM is away.');
    handled();
  });
  await send(cdr());
  hooks.work({ retry: { ...FAST, attempts: 3 } });
  await untilIdle(queue);
  const [letter] = await lettersOf(queue);
  expect(letter).toMatchObject({
    attempts: 3,
    failure: { code: 'HANDLER_FAILED', message: 'The CRM is away.' },
  });
  expect(letter?.failure.stack).toContain('work.test.ts');
  expect(errors).toHaveLength(3);
  expect(logger.info).toHaveBeenCalledTimes(2);
  const [details, message] = logger.error.mock.lastCall ?? [];
  expect([details, message]).toMatchObject([
    { deliveryId: letter?.delivery.id, attempt: 3 },
    expect.stringContaining('dead letters'),
  ]);
  isBack = true;
  expect(await queue.deadLetters.replay(letter?.id ?? '')).toBe(true);
  await untilIdle(queue);
  expect(handled).toHaveBeenCalledOnce();
  expect((await queue.counts()).dead).toBe(0);
});

it('tells of every handler that failed', async () => {
  const { hooks, queue, send } = queued();
  hooks.on('Cdr', () => Promise.reject(new Error('one')));
  hooks.on('Cdr', () => Promise.reject('two'));
  await send(cdr());
  hooks.work({ retry: { attempts: 1 } });
  await untilIdle(queue);
  const [letter] = await lettersOf(queue);
  expect(letter?.failure.message).toMatch(/^one; .*string/);
});

it('keeps trying where an error is none of the usual kind', async () => {
  const { queue, hand } = scripted();
  const { hooks } = queued({ queue });
  const odd = Object.assign(new Error('x'), { message: { code: 17 }, stack: 5 });
  hooks.on('Cdr', () => Promise.reject(odd));
  hooks.work();
  const failure = { code: 'HANDLER_FAILED', message: '{"code":17}' };
  expect(await hand(stored, 1)).toMatchObject({ status: 'retry', failure });
});

it('bounds what is kept of an error', async () => {
  const { hooks, queue, send } = queued();
  hooks.on('Cdr', () => Promise.reject(new Error('x'.repeat(100_000))));
  await send(cdr());
  hooks.work({ retry: { attempts: 1 } });
  await untilIdle(queue);
  const [letter] = await lettersOf(queue);
  expect(JSON.stringify(letter?.failure).length).toBeLessThan(20_000);
});

it('tries again what takes too long', async () => {
  const { hooks, queue, errors, send } = queued({ handlerTimeoutMs: 20 });
  hooks.on('Cdr', (_, { attempt }) => (attempt === 1 ? new Promise(() => {}) : undefined));
  await send(cdr());
  hooks.work({ retry: FAST });
  await untilIdle(queue);
  expect(errors.map(({ error }) => error.code)).toEqual(['HANDLER_TIMEOUT']);
  expect((await queue.counts()).dead).toBe(0);
});

/** A queue that says what a real one says after crashes, and gives back what it was told. */
function scripted() {
  const memory = createMemoryQueue();
  let process: DeliveryProcessor = () => Promise.reject(new Error('Nobody works.'));
  const queue: DeliveryQueue = {
    add: (delivery, options) => memory.add(delivery, options),
    work: (given, { onError }) => {
      process = given;
      onError(new Error('The storage is away.'));
      onError(new Error('The storage is away.'));
      return { close: async () => {} };
    },
    counts: () => memory.counts(),
    deadLetters: memory.deadLetters,
    close: () => memory.close(),
  };
  return {
    queue,
    hand: (stored: unknown, attempt: number) => Reflect.apply(process, undefined, [stored, attempt]),
  };
}

const stored = {
  id: '9e1f1bd0-5f0e-4fd4-8f0d-0a3f0a3f0a3f',
  receivedAt: '2026-01-16T07:50:18.123Z',
  source: null,
  request: { method: 'POST', path: '/Cdr', headers: {}, body: '{"src":"1","dst":"2"}', ip: null },
};

it('gives up on what kills the process each time', async () => {
  const { queue, hand } = scripted();
  const { hooks, events, errors } = queued({ queue });
  hooks.work({ retry: { attempts: 3 } });
  expect(await hand(stored, 3)).toEqual({ status: 'done' });
  expect(await hand(stored, 4)).toMatchObject({ status: 'dead', failure: { code: 'HANDLER_CRASHED' } });
  expect(events).toHaveLength(1);
  expect(errors).toMatchObject([{ error: { code: 'HANDLER_CRASHED', event: { name: 'Cdr' } } }]);
});

it.each([
  ['nothing', undefined],
  ['a job of somebody else', { id: 1 }],
  ['no request', { ...stored, request: null }],
  ['no Base64', { ...stored, request: { ...stored.request, body: undefined, bodyBase64: '§' } }],
])('lets %s in the queue die, and goes on', async (_, content) => {
  const { queue, hand } = scripted();
  const { hooks } = queued({ queue });
  hooks.work();
  expect(await hand(content, 1)).toMatchObject({ status: 'dead', failure: { code: 'BODY_MALFORMED' } });
  expect(await hand(stored, 1)).toEqual({ status: 'done' });
});

it('logs trouble with the storage, but not the same again and again', () => {
  const { queue } = scripted();
  const error = vi.fn();
  const { hooks } = queued({ queue, logger: { error } });
  hooks.work();
  expect(error).toHaveBeenCalledOnce();
  expect(error.mock.calls[0]?.[0]).toMatchObject({ err: { message: 'The storage is away.' } });
});

it('waits longer each time, up to a limit', async () => {
  const { queue, hand } = scripted();
  const { hooks } = queued({ queue });
  hooks.on('Cdr', () => Promise.reject(new Error('x')));
  hooks.work({ retry: { minDelayMs: 1_000, maxDelayMs: 5_000, attempts: 5 } });
  for (const [at, delay] of [1_000, 2_000, 4_000, 5_000].entries()) {
    const { status, delayMs } = await hand(stored, at + 1);
    expect(status).toBe('retry');
    expect(delayMs).toBeGreaterThanOrEqual(delay * 0.9);
    expect(delayMs).toBeLessThanOrEqual(delay * 1.1);
  }
  expect(await hand(stored, 5)).toMatchObject({ status: 'dead' });
});

it('waits a number of milliseconds, however often it tries', async () => {
  const { queue, hand } = scripted();
  const { hooks } = queued({ queue });
  hooks.on('Cdr', () => Promise.reject(new Error('x')));
  hooks.work({ retry: { minDelayMs: 0, attempts: 5_000 } });
  expect(await hand(stored, 4_000)).toMatchObject({ status: 'retry', delayMs: 0 });
});

it('takes a limit below the usual first pause, and undefined for the default', async () => {
  const { queue, hand } = scripted();
  const { hooks } = queued({ queue });
  hooks.on('Cdr', () => Promise.reject(new Error('x')));
  const retry = { maxDelayMs: 100 };
  Reflect.set(retry, 'attempts', undefined);
  hooks.work({ retry });
  const { status, delayMs } = await hand(stored, 11);
  expect([status, delayMs <= 110]).toEqual(['retry', true]);
});

it('closes: refuses, finishes what is begun, and closes the queue', async () => {
  const { hooks, queue, send } = queued();
  let finish = () => {};
  const handler = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  hooks.on('Cdr', handler);
  await send(cdr('1.1'));
  await send(cdr('1.1'));
  hooks.work();
  await vi.waitFor(() => expect(handler).toHaveBeenCalledOnce());
  const closing = hooks.close();
  expect(await send(cdr('3.3'))).toBe(503);
  finish();
  await closing;
  expect(handler).toHaveBeenCalledOnce();
  expect(await queue.counts()).toEqual({ waiting: 1, active: 0, dead: 0 });
  await expect(queue.add(stored, { callKey: null, dedupe: null })).rejects.toThrow();
  expect(() => hooks.work()).toThrow(expect.objectContaining({ code: 'CLOSED' }));
});

it('gives back what does not finish in time', async () => {
  const { hooks, queue, errors, send } = queued();
  const signals: AbortSignal[] = [];
  hooks.on('Cdr', (_, { signal }) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  await send(cdr());
  hooks.work();
  await vi.waitFor(() => expect(signals).toHaveLength(1));
  await hooks.close({ graceMs: 10 });
  expect(signals[0]?.aborted).toBe(true);
  expect(await queue.counts()).toEqual({ waiting: 1, active: 0, dead: 0 });
  expect(errors).toEqual([]);
});

it('gives back what is handed out while it closes', async () => {
  const { queue, hand } = scripted();
  const { hooks, events } = queued({ queue });
  hooks.work();
  const closing = hooks.close();
  expect(await hand(stored, 1)).toEqual({ status: 'released' });
  await closing;
  expect(events).toEqual([]);
});

it.each([
  ['rejects', () => Promise.reject(new Error('Connection is closed.'))],
  [
    'throws',
    () => {
      throw new Error('Connection is closed.');
    },
  ],
  ['never ends', () => new Promise<void>(() => {})],
])('finishes what is begun also where the queue %s when it is closed', async (_, fail) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const memory = createMemoryQueue();
  const error = vi.fn();
  let finish = () => {};
  const { hooks, send } = queued({
    logger: { error },
    queue: {
      add: (delivery, options) => memory.add(delivery, options),
      work: (process, options) => {
        memory.work(process, options);
        return { close: async () => fail() };
      },
      counts: () => memory.counts(),
      deadLetters: memory.deadLetters,
      close: fail,
    },
  });
  const done = vi.fn();
  hooks.on('Cdr', () =>
    new Promise<void>((resolve) => {
      finish = resolve;
    }).then(done),
  );
  await send(cdr());
  hooks.work();
  const closing = hooks.close();
  await vi.advanceTimersByTimeAsync(100);
  finish();
  await vi.advanceTimersByTimeAsync(6_000);
  await closing;
  expect(done).toHaveBeenCalledOnce();
  expect(error.mock.lastCall?.[1]).toContain('could not be closed');
});

it('is not bounded by maxPending, which is for those who send', async () => {
  const { queue, hand } = scripted();
  const { hooks } = queued({ queue, maxPending: 1 });
  hooks.on('Cdr', ({ data }) => (data.src === '1' ? new Promise(() => {}) : undefined));
  hooks.work();
  void hand(stored, 1);
  const other = { ...stored, request: { ...stored.request, body: '{"src":"3","dst":"2"}' } };
  expect(await hand(other, 1)).toEqual({ status: 'done' });
});

it('does not wait for error handlers, and closes when they are done', async () => {
  const { queue, hand } = scripted();
  const { hooks } = queued({ queue });
  let listen = () => {};
  hooks.onError(
    () =>
      new Promise<void>((resolve) => {
        listen = resolve;
      }),
  );
  hooks.on('Cdr', () => Promise.reject(new Error('x')));
  hooks.work();
  expect(await hand(stored, 1)).toMatchObject({ status: 'retry' });
  const closed = vi.fn();
  const closing = hooks.close().then(closed);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(closed).not.toHaveBeenCalled();
  listen();
  await closing;
});

it('closes one worker and leaves the others', async () => {
  const { hooks, queue, events, send } = queued();
  const first = hooks.work();
  hooks.work();
  await first.close();
  await send(cdr());
  await untilIdle(queue);
  expect(events).toHaveLength(1);
});

it('decodes with its own options, whatever those of the receiver are', async () => {
  const queue = createMemoryQueue();
  const receiver = queued({ queue });
  const worker = queued({ queue, bodyLimit: 1, timeZone: 'Asia/Tehran', unknownEvents: 'reject' });
  await receiver.send({ method: 'POST', path: '/Cdr', body: 'src=1&dst=2&starttime=2026-01-16 10:00:00' });
  await receiver.send({ method: 'POST', path: '/Sms', body: 'a=1' });
  await receiver.send(damaged);
  worker.hooks.work();
  await untilIdle(queue);
  expect(worker.events).toMatchObject([{ data: { startTime: new Date('2026-01-16T06:30:00Z') } }]);
  const codes = (await lettersOf(queue)).map(({ failure }) => failure.code);
  expect(codes.toSorted()).toEqual(['BODY_MALFORMED', 'EVENT_UNKNOWN']);
});

it.each<[string, WorkOptions]>([
  ['no concurrency', { concurrency: 0 }],
  ['half a delivery', { concurrency: 1.5 }],
  ['no attempts', { retry: { attempts: 0 } }],
  ['a delay below 0', { retry: { minDelayMs: -1 } }],
  ['a limit below the first delay', { retry: { minDelayMs: 10, maxDelayMs: 5 } }],
  ['no end', { retry: { maxDelayMs: Number.POSITIVE_INFINITY } }],
  ['more than a timer can wait', { retry: { maxDelayMs: 2_147_483_647 } }],
])('refuses %s', (_, options) => {
  const { hooks } = queued();
  expect(() => hooks.work(options)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
});

it('refuses to work where nobody listens: all that is stored would be gone', () => {
  const hooks = createSimotelHooks({ auth: false, queue: createMemoryQueue() });
  const code = expect.objectContaining({
    code: 'OPTION_INVALID',
    message: expect.stringContaining('Nobody listens'),
  });
  expect(() => hooks.work()).toThrow(code);
  hooks.on('Cdr', () => {});
  hooks.work();
});

it('refuses to work without a queue, and a store of dedupe beside one', () => {
  const code = (run: () => unknown) => {
    try {
      return run();
    } catch (error) {
      return isSimotelError(error) && error.code;
    }
  };
  expect(code(() => createSimotelHooks({ auth: false }).work())).toBe('OPTION_INVALID');
  const store = { add: () => true, delete: () => {} };
  expect(code(() => queued({ dedupe: { ttlMs: 1, store } }))).toBe('OPTION_INVALID');
  expect(code(() => queued({ dedupe: { ttlMs: Number.POSITIVE_INFINITY } }))).toBe('OPTION_INVALID');
});
