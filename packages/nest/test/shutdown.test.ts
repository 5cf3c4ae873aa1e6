import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';
import type { Delivery } from '@simotel-hooks/core';
import { OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { describe, expect, test } from 'vitest';
import { moduleOf, PLATFORMS, startApp } from './support/app.js';

describe.each(PLATFORMS)('shutdown on %s', (platform) => {
  test('handlers finish and their answers are sent before anything is torn down', async () => {
    const steps: string[] = [];
    let finish = () => {};
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    class Slow {
      @OnSimotelEvent('Cdr')
      async onCdr(): Promise<void> {
        steps.push('begin');
        await new Promise<void>((resolve) => {
          finish = resolve;
          started();
        });
        steps.push('end');
      }
    }
    class Database implements BeforeApplicationShutdown, OnApplicationShutdown {
      beforeApplicationShutdown(): void {
        steps.push('before shutdown');
      }

      onApplicationShutdown(): void {
        steps.push('shutdown');
      }
    }
    const database = { module: moduleOf({}), providers: [Database], exports: [Database] };
    const app = await startApp({
      platform,
      imports: [
        SimotelModule.forRoot({ auth: false, ack: 'afterHandlers', logger: {} }),
        { module: moduleOf({}), imports: [database], providers: [Slow] },
      ],
    });

    const answer = app.post('/simotel').then(({ status }) => void steps.push(`answered ${status}`));
    await running;
    const closed = app.app.close().then(() => void steps.push('closed'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await app.post('/simotel')).status).toBe(503);
    expect(steps).toEqual(['begin']);
    finish();
    await Promise.all([answer, closed]);

    expect(steps.filter((step) => !step.startsWith('answered'))).toEqual([
      'begin',
      'end',
      'before shutdown',
      'shutdown',
      'closed',
    ]);
    expect(steps).toContain('answered 200');
  });

  test('handlers that were answered already are waited for', async () => {
    const steps: unknown[] = [];
    class Slow {
      @OnSimotelEvent('Cdr')
      async onCdr(_event: object, { signal }: Delivery): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, 100));
        steps.push(signal.aborted);
      }
    }
    const app = await startApp({
      platform,
      imports: [SimotelModule.forRoot({ auth: false, ack: 'immediate' })],
      providers: [Slow],
    });

    expect((await app.post('/simotel')).status).toBe(202);
    await app.app.close();
    expect(steps).toEqual([false]);
  });
});
