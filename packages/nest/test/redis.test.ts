import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { createBullMQQueue } from '@simotel-hooks/bullmq';
import type { Delivery, SimotelEvent } from '@simotel-hooks/core';
import { OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type RedisServer, startRedis } from '../../bullmq/test/support/redis.js';
import { factory, moduleOf, startApp } from './support/app.js';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis && process.env['CI_REDIS'] === 'required') throw new Error('redis-server is not installed.');
if (!hasRedis) console.warn('redis-server is not installed: the tests with a real one are skipped.');

describe.skipIf(!hasRedis)('a queue in Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  test('joins an app that only receives and one without HTTP', async () => {
    const seen: unknown[] = [];
    class Calls {
      @OnSimotelEvent('Cdr')
      onCdr({ name }: SimotelEvent<'Cdr'>, { attempt, source }: Delivery): void {
        seen.push(`${name} of ${source}, try ${attempt}`);
        if (attempt === 1) throw new Error('not yet');
      }
    }
    const queueOf = () => createBullMQQueue({ connection: redis.url });
    const auth = () => ({ source: 'shop' });
    const receiver = await startApp({
      imports: [SimotelModule.forRootAsync({ useFactory: () => ({ auth, queue: queueOf(), work: false }) })],
      providers: [Calls],
    });
    expect((await receiver.post('/simotel')).status).toBe(202);

    const work = { retry: { minDelayMs: 1 } };
    const worker = await factory.createApplicationContext(
      moduleOf({
        imports: [
          SimotelModule.forRootAsync({
            useFactory: () => ({ auth, queue: queueOf(), work, logger: {} }),
            controller: false,
          }),
        ],
        providers: [Calls],
      }),
      { logger: false, abortOnError: false },
    );
    await vi.waitFor(() => expect(seen).toEqual(['Cdr of shop, try 1', 'Cdr of shop, try 2']), 10_000);
    await worker.close();
    expect((await receiver.post('/simotel')).status).toBe(202);
    const queue = queueOf();
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, dead: 0 });
    await queue.close();
  });

  test('answers 503 while Redis is away, and goes on when it is back', async () => {
    const { post } = await startApp({
      imports: [
        SimotelModule.forRootAsync({
          useFactory: () => ({
            auth: false,
            logger: {},
            queue: createBullMQQueue({ connection: redis.url, name: 'away' }),
            work: false,
          }),
        }),
      ],
    });
    expect((await post('/simotel')).status).toBe(202);
    await redis.kill('SIGKILL');
    expect((await post('/simotel')).status).toBe(503);
    await redis.restart();
    await vi.waitFor(async () => expect((await post('/simotel')).status).toBe(202), 10_000);
  });
});
