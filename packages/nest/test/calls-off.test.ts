import { Controller, Get, Inject, Injectable, UseGuards } from '@nestjs/common';
import type { CallTracker } from '@simotel-hooks/core/calls';
import { getCallTrackerToken, InjectCallTracker, OnCallEnd, SimotelModule } from '@simotel-hooks/nest';
import { describe, expect, test } from 'vitest';
import { createApp, type Setup } from './support/app.js';
import { Board } from './support/calls.js';

async function start(setup: Setup) {
  const off = SimotelModule.forRoot({ auth: false });
  const app = await createApp({ ...setup, imports: [off, ...(setup.imports ?? [])] });
  await app.init();
  return app;
}

describe('where calls are off', () => {
  test('a handler of calls is an error when the app starts', async () => {
    await expect(start({ providers: [Board] })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message:
        'Board.onUpdate listens to calls, but no SimotelModule tracks any ("default"); ' +
        'set "calls: true" in its forRoot, or in what the factory of its forRootAsync returns.',
    });
  });

  test('so is one that names the module without, whatever others do', async () => {
    class Named {
      @OnCallEnd({ hooks: 'default' })
      onEnd(): void {}
    }
    const shop = SimotelModule.forRoot({ auth: false, calls: true, name: 'shop', path: 'shop' });

    await expect(start({ imports: [shop], providers: [Named] })).rejects.toThrow(
      'Named.onEnd listens to calls, but the SimotelModule "default" tracks none; set "calls: true" in',
    );
    await start({ imports: [shop], providers: [Board] });
  });

  const token = getCallTrackerToken();
  const global = SimotelModule.forRoot({ auth: false, name: 'shop', path: 'shop', isGlobal: true });
  class Using {
    constructor(@InjectCallTracker() readonly tracker: CallTracker) {}
  }
  class UsingField {
    @InjectCallTracker()
    readonly tracker!: CallTracker;
  }
  @Injectable()
  class Guard {
    constructor(@InjectCallTracker('shop') readonly tracker: CallTracker) {}

    canActivate(): boolean {
      return true;
    }
  }
  @Controller('guarded')
  @UseGuards(Guard)
  class Guarded {
    @Get()
    get(): string {
      return '';
    }
  }

  test.each<[string, Setup, string]>([
    ['a provider', { providers: [Using] }, 'Using injects the calls of the SimotelModule "default"'],
    ['a field', { providers: [UsingField] }, 'UsingField injects'],
    ['a factory', { providers: [{ provide: 'f', inject: [token], useFactory: () => 1 }] }, 'f injects'],
    [
      'a guard',
      { imports: [global], controllers: [Guarded] },
      'Guard injects the calls of the SimotelModule "shop"',
    ],
  ])('so is injecting the tracker: %s', async (_, setup, message) => {
    await expect(start(setup)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(new RegExp(`^${message}.*set "calls: true"`)),
    });
  });

  test('and so is using it before anybody noticed', async () => {
    class Eager {
      constructor(@Inject(token) tracker: CallTracker) {
        tracker.on('end', () => {});
      }
    }
    await expect(start({ providers: [Eager] })).rejects.toThrow(
      'The SimotelModule "default" tracks no calls; set "calls: true"',
    );

    const tracker: CallTracker = (await start({})).get(token, { strict: false });
    await expect(tracker.get('1610778618.378')).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    await expect(tracker.active()).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    await tracker.close();
  });

  test.each([undefined, false])('calls: %s is the same', async (calls) => {
    const given: object = { calls };
    const alike = SimotelModule.forRoot({ auth: false, ...given, name: 'alike', path: 'alike' });

    await expect(start({ imports: [alike], providers: [Board] })).rejects.toThrow('("default", "alike")');
  });
});
