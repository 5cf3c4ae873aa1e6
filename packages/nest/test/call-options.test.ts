import { Controller, Get, Logger } from '@nestjs/common';
import type { Call, CallTracker } from '@simotel-hooks/core/calls';
import {
  getCallTrackerToken,
  InjectCallTracker,
  OnCallEnd,
  OnCallUpdate,
  type SimotelFactoryOptions,
  SimotelModule,
  type SimotelOptionsFactory,
} from '@simotel-hooks/nest';
import { afterEach, describe, expect, test } from 'vitest';
import { PLATFORMS, startApp } from './support/app.js';
import { AT_ONCE, Board, createCall, Inbox } from './support/calls.js';

const ID = '1610778618.378';
const { ringing, cdr } = createCall(ID);
afterEach(() => Logger.overrideLogger(false));

class OptionsFactory implements SimotelOptionsFactory {
  async createSimotelOptions(): Promise<SimotelFactoryOptions> {
    return { auth: false, calls: AT_ONCE };
  }
}

describe.each(PLATFORMS)('options on %s', (platform) => {
  test.each([
    ['forRoot', () => SimotelModule.forRoot({ auth: false, calls: AT_ONCE })],
    [
      'forRootAsync with useFactory',
      () => SimotelModule.forRootAsync({ useFactory: async () => ({ auth: false, calls: AT_ONCE }) }),
    ],
    ['forRootAsync with useClass', () => SimotelModule.forRootAsync({ useClass: OptionsFactory })],
  ])('%s turns calls on', async (_, imported) => {
    const app = await startApp({ platform, imports: [imported()], providers: [Board] });

    await app.post('/simotel', cdr);
    expect((await app.app.get(Board).ends.take()).call.id).toBe(ID);
  });

  test('modules have calls of their own; a handler of all skips those without', async () => {
    const heard: string[] = [];
    class Calls {
      @OnCallUpdate()
      onAll({ events }: Call): void {
        heard.push(`all ${events.length}`);
      }

      @OnCallUpdate({ hooks: 'shop' })
      onShop({ events }: Call): void {
        heard.push(`shop ${events.length}`);
      }
    }
    const app = await startApp({
      platform,
      imports: [
        SimotelModule.forRoot({ auth: false, calls: true }),
        SimotelModule.forRootAsync({
          useFactory: () => ({ auth: false, calls: true }),
          name: 'shop',
          path: 'shop',
        }),
        SimotelModule.forRoot({ auth: false, name: 'deaf', path: 'deaf' }),
      ],
      providers: [Calls],
    });

    for (const path of ['/simotel', '/simotel', '/shop', '/deaf']) await app.post(path, ringing);
    expect(heard).toEqual(['all 1', 'all 2', 'all 1', 'shop 1']);
  });

  test('the tracker is injected by the name of its module', async () => {
    @Controller('calls')
    class Calls {
      @InjectCallTracker('shop')
      private readonly shop!: CallTracker;

      constructor(@InjectCallTracker() private readonly tracker: CallTracker) {}

      @Get()
      async ids(): Promise<unknown> {
        const active = await this.tracker.active();
        const call = await this.tracker.get(ID);
        return { active: active.map(({ id }) => id), from: call?.from, shop: await this.shop.active() };
      }
    }
    const app = await startApp({
      platform,
      imports: [
        SimotelModule.forRoot({ auth: false, calls: true }),
        SimotelModule.forRoot({ auth: false, calls: true, name: 'shop', path: 'shop' }),
      ],
      controllers: [Calls],
    });

    await app.post('/simotel', ringing);
    const expected = { active: [ID], from: '09331112233', shop: [] };
    expect(await (await app.fetch('/calls')).json()).toEqual(expected);
    const tracker: CallTracker = app.app.get(getCallTrackerToken(), { strict: false });
    expect(await tracker.get(ID)).toMatchObject({ id: ID, status: 'ringing' });
  });
});

describe('the logger of calls', () => {
  class Failing {
    @OnCallEnd()
    onEnd(): never {
      throw new Error('the CRM is gone');
    }
  }

  test('is that of the app', async () => {
    const lines = new Inbox<unknown[]>();
    const error = (...line: unknown[]) => lines.put(line);
    const app = await startApp({
      imports: [SimotelModule.forRoot({ auth: false, calls: AT_ONCE, name: 'shop' })],
      providers: [Failing],
      options: { logger: { log: () => {}, warn: () => {}, error } },
    });

    await app.post('/simotel', cdr);
    const [message, stack, context] = await lines.take();
    expect(message).toMatch(/end of a call failed\. \{"callId":"1610778618\.378"\}$/);
    expect(stack).toMatch(/^Error: the CRM is gone/);
    expect(context).toBe('SimotelModule shop');
  });

  test('or its own', async () => {
    const lines = new Inbox<string>();
    const logger = { error: (_details: object, message: string) => lines.put(message) };
    const app = await startApp({
      imports: [SimotelModule.forRoot({ auth: false, calls: { ...AT_ONCE, logger }, logger: {} })],
      providers: [Failing],
    });

    await app.post('/simotel', cdr);
    expect(await lines.take()).toMatch('end of a call failed');
  });
});
