import { Controller, Get, Inject, Injectable, Module } from '@nestjs/common';
import { basicAuth, type SimotelHooks, type SimotelHooksOptions } from '@simotel-hooks/core';
import {
  getSimotelHooksToken,
  InjectSimotelHooks,
  OnAnySimotelEvent,
  OnSimotelEvent,
  SimotelModule,
  type SimotelOptionsFactory,
} from '@simotel-hooks/nest';
import { describe, expect, test } from 'vitest';
import { createApp, moduleOf, PLATFORMS, startApp } from './support/app.js';
import { Heard } from './support/heard.js';
import { CDR } from './support/payloads.js';

const PASSWORD = Symbol('password');
const passwordModule = {
  module: moduleOf({}),
  providers: [{ provide: PASSWORD, useValue: 's3cret' }],
  exports: [PASSWORD],
};
const optionsFor = (password: string): SimotelHooksOptions => ({
  auth: basicAuth({ username: 'simotel', password, source: 'pbx' }),
});

@Injectable()
class OptionsFactory implements SimotelOptionsFactory {
  constructor(@Inject(PASSWORD) private readonly password: string) {}

  async createSimotelOptions(): Promise<SimotelHooksOptions> {
    return optionsFor(this.password);
  }
}

const basic = (password: string) => ({ authorization: `Basic ${btoa(`simotel:${password}`)}` });

describe.each(PLATFORMS)('options on %s', (platform) => {
  test.each([
    ['forRoot', () => SimotelModule.forRoot({ ...optionsFor('s3cret'), path: 'pbx' })],
    [
      'forRootAsync with useFactory',
      () =>
        SimotelModule.forRootAsync({
          imports: [passwordModule],
          inject: [PASSWORD],
          useFactory: async (password: string) => optionsFor(password),
          path: 'pbx',
        }),
    ],
    [
      'forRootAsync with useClass',
      () => SimotelModule.forRootAsync({ imports: [passwordModule], useClass: OptionsFactory, path: 'pbx' }),
    ],
    [
      'forRootAsync with useExisting',
      () => {
        const factories = {
          module: moduleOf({}),
          imports: [passwordModule],
          providers: [OptionsFactory],
          exports: [OptionsFactory],
        };
        return SimotelModule.forRootAsync({ imports: [factories], useExisting: OptionsFactory, path: 'pbx' });
      },
    ],
  ])('%s', async (_, imported) => {
    const app = await startApp({ platform, imports: [imported()], providers: [Heard] });

    expect((await app.post('/pbx')).status).toBe(401);
    expect((await app.post('/pbx', CDR, basic('wrong'))).headers.get('www-authenticate')).toMatch(/^Basic /);
    expect((await app.post('/pbx', CDR, basic('s3cret'))).status).toBe(200);
    expect((await app.post('/simotel', CDR, basic('s3cret'))).status).toBe(404);
    expect(app.app.get(Heard).deliveries.map(({ source }) => source)).toEqual(['pbx']);
  });

  test('undefined extras are those that are not given', async () => {
    const extras = JSON.parse('{}');
    const { path, name, isGlobal, decorators, controller, version } = extras;
    const given = { path, name, isGlobal, decorators, controller, version };
    const app = await startApp({ platform, imports: [SimotelModule.forRoot({ auth: false, ...given })] });

    expect((await app.post('/simotel')).status).toBe(200);
  });

  test('several instances have paths, names, credentials and handlers of their own', async () => {
    const heard: string[] = [];
    class Calls {
      @OnSimotelEvent('Cdr')
      onAll(): void {
        heard.push('all');
      }

      @OnSimotelEvent('Cdr', { hooks: 'shop' })
      onShop(): void {
        heard.push('shop');
      }

      @OnAnySimotelEvent({ hooks: 'default' })
      onDefault(): void {
        heard.push('default');
      }
    }
    const app = await startApp({
      platform,
      imports: [
        SimotelModule.forRoot({ ...optionsFor('one') }),
        SimotelModule.forRootAsync({ useFactory: () => optionsFor('two'), name: 'shop', path: 'shop/pbx' }),
        SimotelModule.forRoot({ auth: false, name: 'open', path: 'open' }),
      ],
      providers: [Calls],
    });

    expect((await app.post('/simotel', CDR, basic('two'))).status).toBe(401);
    expect((await app.post('/simotel', CDR, basic('one'))).status).toBe(200);
    expect(heard.splice(0)).toEqual(['all', 'default']);
    expect((await app.post('/shop/pbx/Cdr', CDR, basic('two'))).status).toBe(200);
    expect(heard.splice(0)).toEqual(['all', 'shop']);
    expect((await app.post('/open//Cdr', CDR)).status).toBe(200);
    expect(heard.splice(0)).toEqual(['all']);
  });

  test('controller: false makes no route; the hooks are there to be used', async () => {
    @Controller()
    class Own {
      constructor(@InjectSimotelHooks() private readonly hooks: SimotelHooks) {}

      @Get('own')
      async own(): Promise<unknown> {
        const result = await this.hooks.handle({ method: 'POST', path: '/', body: CDR });
        return result.matched && result.response.body;
      }
    }
    const app = await startApp({
      platform,
      imports: [SimotelModule.forRoot({ auth: false, controller: false })],
      controllers: [Own],
      providers: [Heard],
    });

    expect((await app.post('/simotel')).status).toBe(404);
    expect(await (await app.fetch('/own')).text()).toBe('{"ok":true}');
    expect(app.app.get(Heard).names).toEqual(['Cdr']);
  });
});

describe('hooks as providers', () => {
  class Using {
    constructor(@InjectSimotelHooks('shop') readonly hooks: SimotelHooks) {}
  }
  const feature = { module: moduleOf({}), providers: [Using], exports: [Using] };
  const shop = (isGlobal: boolean) => SimotelModule.forRoot({ auth: false, name: 'shop', isGlobal });

  test('are injected where the module is imported, or everywhere if it is global', async () => {
    await expect(createApp({ imports: [shop(false), feature] })).rejects.toThrow(
      /simotel-hooks\.nest\.hooks:shop/,
    );

    const app = await createApp({ imports: [shop(true), feature] });
    expect(app.get(Using, { strict: false }).hooks).toBe(
      app.get(getSimotelHooksToken('shop'), { strict: false }),
    );
  });

  test('have a token that two copies of the package share', () => {
    expect(getSimotelHooksToken()).toBe(Symbol.for('simotel-hooks.nest.hooks:default'));
    expect(getSimotelHooksToken('shop')).not.toBe(getSimotelHooksToken());
  });

  test('a module imported twice is one, two calls are two', async () => {
    const once = SimotelModule.forRoot({ auth: false });
    const importing = { module: moduleOf({}), imports: [once] };
    await (await createApp({ imports: [once, importing] })).init();

    const twice = await createApp({
      imports: [SimotelModule.forRoot({ auth: false }), SimotelModule.forRoot({ auth: false, path: 'b' })],
    });
    await expect(twice.init()).rejects.toThrow('Two SimotelModules are called "default"');
  });

  test('options that cannot work are an error when the app is made', async () => {
    const { auth } = JSON.parse('{}');
    const forgotten = SimotelModule.forRootAsync({ useFactory: () => JSON.parse('null') });
    await expect(createApp({ imports: [forgotten] })).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    await expect(createApp({ imports: [SimotelModule.forRoot({ auth })] })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining('auth is missing'),
    });
  });

  test('a standalone context has handlers, but no server', async () => {
    @Module({ imports: [SimotelModule.forRoot({ auth: false })], providers: [Heard] })
    class Root {}
    const { NestFactory } = await import('@nestjs/core');
    const context = await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
    const hooks: SimotelHooks = context.get(getSimotelHooksToken());

    await hooks.handle({ method: 'POST', path: '/', body: CDR });
    expect(context.get(Heard).names).toEqual(['Cdr']);
    await context.close();
  });
});
