import { expect, it, onTestFinished, vi } from 'vitest';
import { createSimotelHooks, type HooksTelemetry, type SimotelHooksOptions } from '../../src/index.js';
import { cdr, fixture, status, turn } from '../hooks/support.js';
import { testQueue } from './queue.js';

const fail = () => {
  throw new Error('The meter is broken.');
};
const failLater = async () => fail();

const BROKEN: Record<string, HooksTelemetry> = {
  'throws in every function': {
    answered: fail,
    handling: fail,
    failed: fail,
    traceHeaders: fail,
    watchQueue: fail,
  },
  'throws around the handlers and where it is to stop': {
    handling: () => ({ run: fail, end: fail }),
    watchQueue: () => fail,
  },
  'throws after it called the handlers': {
    handling: () => ({
      run: (begin) => {
        begin();
        fail();
      },
    }),
    answered: fail,
  },
  rejects: { answered: failLater, failed: failLater, handling: () => ({ run: failLater, end: failLater }) },
};

/** What is logged beside what handlers throw. */
const complaints = (logged: { message: string }[]) =>
  logged.filter(({ message }) => message.startsWith('The telemetry failed'));

it.each(Object.entries(BROKEN))('costs no delivery when it %s', async (_, telemetry) => {
  const { hooks, logged } = fixture({ telemetry });
  const handler = vi.fn();
  hooks.on('Cdr', handler);
  hooks.on('NewState', fail);
  expect(await status(hooks, cdr())).toBe(200);
  expect(await status(hooks, { method: 'GET', path: '/NewState?exten=1&state=Idle' })).toBe(500);
  expect(await status(hooks, { method: 'GET', path: '/?a=1' })).toBe(400);
  await turn();

  expect(handler).toHaveBeenCalledOnce();
  await hooks.close();
  expect(complaints(logged)).toHaveLength(1);
});

it.each(Object.entries(BROKEN))('costs no delivery of a queue when it %s', async (_, telemetry) => {
  const queue = testQueue();
  const close = vi.spyOn(queue, 'close');
  const { hooks, logged } = fixture({ telemetry, queue });
  const attempts: number[] = [];
  hooks.on('Cdr', (_event, { attempt }) => {
    attempts.push(attempt);
    throw new Error('The CRM is away.');
  });
  hooks.work({ retry: { attempts: 2, minDelayMs: 0 } });
  expect(await status(hooks, cdr())).toBe(202);
  await vi.waitFor(async () => expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 1 }));

  expect(attempts).toEqual([1, 2]);
  await hooks.close();
  expect(close).toHaveBeenCalledOnce();
  expect(complaints(logged)).toHaveLength(1);
});

it.each([
  ['does not call them', () => {}],
  [
    'calls them twice',
    (begin: () => void) => {
      begin();
      begin();
    },
  ],
  ['calls them later', (begin: () => void) => void setTimeout(begin, 0)],
])('calls handlers once where the telemetry %s', async (_, run) => {
  const { hooks } = fixture({ telemetry: { handling: () => ({ run }) } });
  const handler = vi.fn();
  hooks.on('Cdr', handler);
  expect(await status(hooks, cdr())).toBe(200);
  await turn();
  expect(handler).toHaveBeenCalledOnce();
});

it('stores no header that is no text', async () => {
  const telemetry: HooksTelemetry = {
    traceHeaders: () => JSON.parse('{"Traceparent":"00-1","b":{},"c":null}'),
  };
  const queue = testQueue();
  const add = vi.spyOn(queue, 'add');
  const { hooks } = fixture({ telemetry, queue });
  await hooks.handle({ ...cdr(), headers: { host: 'pbx' } });
  expect(add.mock.lastCall?.[0].request.headers).toEqual({ host: 'pbx', traceparent: '00-1' });
});

it('may leave everything out', async () => {
  const { hooks, logged } = fixture({ telemetry: {}, queue: testQueue() });
  hooks.onAny(() => {});
  hooks.work();
  expect(await status(hooks, cdr())).toBe(202);
  await hooks.close();
  expect(logged).toEqual([]);
});

it('refuses what is no telemetry: the function that was not called, for one', () => {
  const telemetry: unknown = () => ({});
  const options: SimotelHooksOptions = { auth: false, ...Object.fromEntries([['telemetry', telemetry]]) };
  expect(() => createSimotelHooks(options)).toThrow(/telemetry must be an object/);
});

it('ends the process for nobody when it rejects', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => void process.off('unhandledRejection', unhandled));
  const { hooks } = fixture({ telemetry: { answered: failLater } });
  await hooks.handle(cdr());
  await turn();
  expect(unhandled).not.toHaveBeenCalled();
});
