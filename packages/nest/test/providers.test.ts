import { type CanActivate, Controller, Get, Module, Scope, UseGuards } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { SimotelHooks } from '@simotel-hooks/core';
import { getSimotelHooksToken, OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createApp, moduleOf, type Setup } from './support/app.js';
import { CDR } from './support/payloads.js';

const heard: object[] = [];
beforeEach(() => heard.splice(0));

class Calls {
  @OnSimotelEvent('Cdr')
  onCdr(): void {
    heard.push(this);
  }
}

async function start(setup: Setup) {
  const app = await createApp({
    ...setup,
    imports: [SimotelModule.forRoot({ auth: false }), ...(setup.imports ?? [])],
  });
  await app.init();
  return app;
}

/** Starts an app and delivers a Cdr; the app. */
async function deliver(setup: Setup) {
  const app = await start(setup);
  const hooks: SimotelHooks = app.get(getSimotelHooksToken(), { strict: false });
  await hooks.handle({ method: 'POST', path: '/', body: CDR });
  return app;
}

describe('handlers are found', () => {
  test('in providers', async () => {
    const app = await deliver({ providers: [Calls] });
    expect(heard).toEqual([app.get(Calls)]);
  });

  test('in controllers, and in modules themselves', async () => {
    @Controller('calls')
    class CallsController extends Calls {}
    class CallsModule extends Calls {}
    Module({ controllers: [CallsController] })(CallsModule);
    await deliver({ imports: [CallsModule] });

    expect(heard.map((handler) => handler.constructor)).toEqual([CallsModule, CallsController]);
  });

  test('in what factories and values provide', async () => {
    const value = new Calls();
    const made = new Calls();
    await deliver({
      providers: [
        { provide: 'value', useValue: value },
        { provide: 'factory', useFactory: async () => made },
      ],
    });
    expect(heard).toEqual([value, made]);
  });

  test('once, however many names a provider has', async () => {
    const app = await deliver({
      providers: [
        Calls,
        { provide: 'alias', useExisting: Calls },
        { provide: 'same', inject: [Calls], useFactory: (calls: Calls) => calls },
      ],
    });
    expect(heard).toEqual([app.get(Calls)]);
  });

  test('in modules that do not import the hooks', async () => {
    await deliver({ imports: [{ module: moduleOf({}), providers: [Calls] }] });
    expect(heard).toHaveLength(1);
  });

  test('in a guard of the whole app', async () => {
    class Guard extends Calls implements CanActivate {
      canActivate(): boolean {
        return true;
      }
    }
    await deliver({ providers: [{ provide: APP_GUARD, useClass: Guard }] });
    expect(heard).toHaveLength(1);
  });

  test('and a method that a test replaces is the one that is called', async () => {
    const app = await start({ providers: [Calls] });
    const onCdr = vi.spyOn(app.get(Calls), 'onCdr').mockReturnValue();
    const hooks: SimotelHooks = app.get(getSimotelHooksToken(), { strict: false });
    await hooks.handle({ method: 'POST', path: '/', body: CDR });

    expect(onCdr).toHaveBeenCalledOnce();
    expect(heard).toEqual([]);
  });
});

describe('looking for handlers', () => {
  test('runs no getter and minds no odd value', async () => {
    const touched = vi.fn();
    class Touchy extends Calls {
      get secret(): never {
        touched();
        throw new Error('nobody may look');
      }
    }
    const bare = Object.create(null, { x: { enumerable: true, get: touched } });
    const odd = {
      odd1: undefined,
      odd2: null,
      odd3: 5,
      odd4: 'text',
      odd5: () => {},
      odd6: bare,
      odd7: new Proxy({}, {}),
    };
    const values = Object.entries(odd).map(([provide, useValue]) => ({ provide, useValue }));
    const nothing = { provide: Calls, useFactory: () => undefined };
    await deliver({ providers: [Touchy, nothing, ...values] });

    expect(heard).toHaveLength(1);
    expect(touched).not.toHaveBeenCalled();
  });
});

describe('handlers that would never be called are an error when the app starts', () => {
  test('the hooks they name do not exist', async () => {
    class Misnamed {
      @OnSimotelEvent('Cdr', { hooks: 'shpo' })
      onCdr(): void {}
    }
    const shop = SimotelModule.forRoot({ auth: false, name: 'shop', path: 'shop' });

    await expect(start({ imports: [shop], providers: [Misnamed] })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message:
        'Misnamed.onCdr listens to the hooks "shpo", but no SimotelModule has that name; there are "default", "shop".',
    });
  });

  test('also in request-scoped classes', async () => {
    class Misnamed {
      @OnSimotelEvent('Cdr', { hooks: 'shpo' })
      onCdr(): void {}
    }
    const provider = { provide: Misnamed, useClass: Misnamed, scope: Scope.REQUEST };

    await expect(start({ providers: [provider] })).rejects.toThrow('Misnamed.onCdr listens to');
  });

  test('the class is only a guard of a controller', async () => {
    class Guard extends Calls implements CanActivate {
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

    await expect(start({ controllers: [Guarded] })).rejects.toThrow(
      /^Guard handles events of Simotel, but Nest knows it/,
    );
    await deliver({ controllers: [Guarded], providers: [Guard] });
    expect(heard).toHaveLength(1);
  });
});

test('two apps in one process do not hear of each other', async () => {
  await start({ providers: [Calls] });
  const two = await start({ providers: [Calls] });
  const hooks: SimotelHooks = two.get(getSimotelHooksToken(), { strict: false });
  await hooks.handle({ method: 'POST', path: '/', body: CDR });

  expect(heard).toEqual([two.get(Calls)]);
});
