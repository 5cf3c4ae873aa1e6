import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { SimotelError } from '@simotel-hooks/core';
import type { Call } from '@simotel-hooks/core/calls';
import { OnCallEnd, OnCallUpdate, OnSimotelError, OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { describe, expect, test } from 'vitest';
import { PLATFORMS, type Setup, startApp } from './support/app.js';
import { AT_ONCE, Board, createCall, Inbox } from './support/calls.js';

const ID = '1610778618.378';
const { ringing, inUse, idle, cdr } = createCall(ID);

describe.each(PLATFORMS)('calls on %s', (platform) => {
  const start = (providers: Setup['providers'], options: object = {}) =>
    startApp({
      platform,
      imports: [SimotelModule.forRoot({ auth: false, calls: AT_ONCE, logger: {}, ...options })],
      providers: [...(providers ?? [])],
    });

  test('are told with each of their events, and once when they have ended', async () => {
    const app = await start([Board]);
    const { updates, ends } = app.app.get(Board);

    for (const event of [ringing, inUse, idle, cdr]) {
      expect((await app.post('/simotel', event)).status).toBe(200);
    }
    const told = updates.takeAll();
    expect(told.map(({ call, event }) => [event.name, call.id, call.events.length])).toEqual([
      ['NewState', ID, 1],
      ['NewState', ID, 2],
      ['NewState', ID, 3],
      ['Cdr', ID, 4],
    ]);
    expect(told.slice(0, 2).map(({ call }) => call.status)).toEqual(['ringing', 'talking']);
    const { call, event } = await ends.take();
    expect(event).toBeNull();
    expect(call).toMatchObject({
      id: ID,
      status: 'ended',
      from: '09331112233',
      answeredBy: '991',
      outcome: 'answered',
    });
    expect(call.events).toHaveLength(4);
  });

  test('an event of no call is no update', async () => {
    const app = await start([Board]);

    expect((await app.post('/simotel', { event_name: 'Rocket', unique_id: ID })).status).toBe(200);
    expect(app.app.get(Board).updates.takeAll()).toEqual([]);
  });

  test('an update that fails fails the delivery', async () => {
    const errors: SimotelError[] = [];
    class Failing {
      @OnCallUpdate()
      async onUpdate(): Promise<never> {
        throw new Error('the board is gone');
      }

      @OnSimotelError()
      onError(error: SimotelError): void {
        errors.push(error);
      }
    }
    const app = await start([Failing]);

    expect((await app.post('/simotel', ringing)).status).toBe(500);
    expect(errors).toMatchObject([{ code: 'HANDLER_FAILED', event: { name: 'NewState' } }]);
    expect(errors[0]?.cause).toEqual(new Error('the board is gone'));
  });

  test('an end that fails is logged by the logger of the module', async () => {
    const lines = new Inbox<{ details: object; message: string }>();
    class Failing {
      @OnCallEnd()
      onEnd(): never {
        throw new Error('the CRM is gone');
      }
    }
    const logger = { error: (details: object, message: string) => lines.put({ details, message }) };
    const app = await start([Failing], { logger });

    expect((await app.post('/simotel', cdr)).status).toBe(200);
    expect(await lines.take()).toMatchObject({
      message: expect.stringContaining('end of a call failed'),
      details: { callId: ID, err: new Error('the CRM is gone') },
    });
  });

  test('that are over when the app is closed end first, and their handlers are waited for', async () => {
    const steps: string[] = [];
    let finish = () => {};
    const delivery = new Inbox<true>();
    class Calls implements BeforeApplicationShutdown {
      @OnSimotelEvent('Cdr')
      async onCdr(): Promise<void> {
        delivery.put(true);
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        steps.push('delivered');
      }

      @OnCallEnd()
      async onEnd({ status, outcome }: Call): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, 20));
        steps.push(`${status} ${outcome}`);
      }

      beforeApplicationShutdown(): void {
        steps.push('shutdown');
      }
    }
    const app = await start([Calls], { calls: { settleMs: 60_000 } });
    const open = createCall('1610778700.380').ringing;

    await app.post('/simotel', open);
    const answer = app.post('/simotel', cdr);
    await delivery.take();
    const closed = app.app.close();
    finish();
    await Promise.all([answer, closed]);
    expect(steps).toEqual(['delivered', 'ended answered', 'shutdown']);
  });
});
