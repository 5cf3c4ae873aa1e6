import 'reflect-metadata';
import { Inject, Injectable, type OnModuleInit, Scope } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import type { Delivery, DeliveryQueue, SimotelError, SimotelEvent } from '@simotel-hooks/core';
import { OnSimotelError, OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { createMemoryQueue } from '@simotel-hooks/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { factory, moduleOf, PLATFORMS, startApp } from './support/app.js';

const contexts: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

/** A queue that outlives the app that closes it, as a server does. */
function shared(): DeliveryQueue {
  const memory = createMemoryQueue();
  const workers = new Set<{ close(): Promise<void> }>();
  return {
    add: (delivery, options) => memory.add(delivery, options),
    work: (process, options) => {
      const worker = memory.work(process, options);
      workers.add(worker);
      return worker;
    },
    counts: () => memory.counts(),
    deadLetters: memory.deadLetters,
    close: async () => {
      await Promise.all([...workers].map((worker) => worker.close()));
    },
  };
}

const waitForIdle = (queue: DeliveryQueue) =>
  vi.waitFor(async () => expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0 }), 5_000);

describe.each(PLATFORMS)('a queue on %s', (platform) => {
  test('keeps deliveries, and the decorated methods handle them', async () => {
    const steps: string[] = [];
    class Calls implements OnModuleInit {
      async onModuleInit(): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, 20));
        steps.push('ready');
      }

      @OnSimotelEvent('Cdr')
      onCdr(_: SimotelEvent<'Cdr'>, { attempt }: Delivery): void {
        steps.push(`try ${attempt}`);
        if (attempt < 3) throw new Error('not yet');
      }

      @OnSimotelError()
      onError({ code }: SimotelError): void {
        steps.push(code);
      }
    }
    const queue = createMemoryQueue();
    await queue.add(
      {
        id: '1',
        receivedAt: new Date().toISOString(),
        source: null,
        request: { method: 'POST', path: '/Cdr', headers: {}, body: 'src=1&dst=2', ip: null },
      },
      { callKey: null, dedupe: null },
    );
    const { post } = await startApp({
      platform,
      imports: [
        SimotelModule.forRootAsync({
          useFactory: async () => ({
            auth: false,
            logger: {},
            queue,
            work: { concurrency: 1, retry: { minDelayMs: 1 } },
          }),
        }),
        { module: moduleOf({}), providers: [Calls] },
      ],
    });
    await waitForIdle(queue);
    const handled = ['try 1', 'HANDLER_FAILED', 'try 2', 'HANDLER_FAILED', 'try 3'];
    expect(steps).toEqual(['ready', ...handled]);
    expect((await post('/simotel')).status).toBe(202);
    await waitForIdle(queue);
    expect(steps).toEqual(['ready', ...handled, ...handled]);
  });

  test('is filled by an app that only receives, and emptied by one without HTTP', async () => {
    const seen: unknown[] = [];
    @Injectable({ scope: Scope.REQUEST })
    class Calls {
      constructor(@Inject(REQUEST) private readonly delivery: Delivery) {}

      @OnSimotelEvent('Cdr')
      onCdr(event: SimotelEvent<'Cdr'>, delivery: Delivery): void {
        seen.push(event.name, this.delivery === delivery, delivery.source, delivery.httpRequest);
      }
    }
    const queue = shared();
    const options = { auth: () => ({ source: 'shop' }), logger: {}, queue };
    const receiver = await startApp({
      platform,
      imports: [SimotelModule.forRoot({ ...options, work: false })],
      providers: [Calls],
    });
    expect((await receiver.post('/simotel')).status).toBe(202);
    expect((await receiver.post('/simotel', 'damaged {')).status).toBe(202);
    await receiver.app.close();
    expect(await queue.counts()).toEqual({ waiting: 2, active: 0, dead: 0 });
    expect(seen).toEqual([]);

    const worker = moduleOf({
      imports: [SimotelModule.forRootAsync({ useFactory: () => options, controller: false })],
      providers: [Calls],
    });
    const context = await factory.createApplicationContext(worker, { logger: false, abortOnError: false });
    contexts.push(context);
    await waitForIdle(queue);
    expect(seen).toEqual(['Cdr', true, 'shop', undefined]);
    expect((await queue.counts()).dead).toBe(1);
  });
});

test('does not let an app work that has no handlers', async () => {
  const queue = createMemoryQueue();
  const starting = startApp({ imports: [SimotelModule.forRoot({ auth: false, logger: {}, queue })] });
  await expect(starting).rejects.toThrow(/Nobody listens.*NestJS: work: false/);
});

test('closes its workers, then its queue, before what handlers need is torn down', async () => {
  const steps: string[] = [];
  let finish = () => {};
  const queue = createMemoryQueue();
  class Calls {
    @OnSimotelEvent('Cdr')
    async onCdr(): Promise<void> {
      steps.push('begin');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      steps.push('end');
    }

    beforeApplicationShutdown(): void {
      steps.push('before shutdown');
    }
  }
  const { app, post } = await startApp({
    imports: [SimotelModule.forRoot({ auth: false, logger: {}, queue })],
    providers: [Calls],
  });
  await post('/simotel');
  await vi.waitFor(() => expect(steps).toEqual(['begin']));
  const closed = app.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  finish();
  await closed;
  expect(steps).toEqual(['begin', 'end', 'before shutdown']);
  await expect(
    queue.add(
      {
        id: '1',
        receivedAt: '',
        source: null,
        request: { method: 'GET', path: '/', headers: {}, ip: null },
      },
      { callKey: null, dedupe: null },
    ),
  ).rejects.toThrow();
});
