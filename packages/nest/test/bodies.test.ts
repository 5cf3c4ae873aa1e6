import type { IncomingMessage } from 'node:http';
import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  type INestApplication,
  type MiddlewareConsumer,
  Module,
  Post,
  UseGuards,
} from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { basicAuth } from '@simotel-hooks/core';
import { SimotelModule } from '@simotel-hooks/nest';
import { describe, expect, test } from 'vitest';
import {
  adapterOf,
  listen,
  PLATFORMS,
  type RunningApp,
  type Setup,
  sendRaw,
  startApp,
} from './support/app.js';
import { Heard } from './support/heard.js';
import { HostController } from './support/host.js';
import { JsonMiddleware, parseJson } from './support/parsers.js';
import { DAMAGED, NEW_STATE } from './support/payloads.js';

/** A controller of the app under the address of the receiver. */
@Controller('simotel')
class Originate {
  @Post('originate')
  originate(@Body() body: unknown): unknown {
    return { originate: body };
  }

  /** The name of an event, too. */
  @Post('transfer')
  transfer(@Body() body: unknown): unknown {
    return { transfer: body };
  }
}

describe.each(PLATFORMS)('bodies on %s', (platform) => {
  const start = (setup: Partial<Setup> = {}, options: object = {}) =>
    startApp({
      platform,
      imports: [SimotelModule.forRoot({ auth: false, ...options })],
      controllers: [HostController],
      providers: [Heard],
      ...setup,
    });
  const instanceOf = (app: INestApplication) => app.getHttpAdapter().getInstance();
  const heardOf = ({ app }: RunningApp) => app.get(Heard);

  async function takesDamagedJson(app: RunningApp): Promise<void> {
    for (const path of ['/simotel', '/simotel/IncomingCall']) {
      const response = await app.post(path, DAMAGED);
      expect([response.status, await response.text()]).toEqual([200, '{"ok":true}']);
    }
    const calls = heardOf(app).events.map((event) => event.name === 'IncomingCall' && event.data.number);
    expect(calls).toEqual(['09331112233', '09331112233']);
  }

  test.each([
    ['by default', {}],
    ['with bodyParser: false', { bodyParser: false }],
    ['with rawBody: true', { rawBody: true }],
  ])('damaged JSON is decoded %s', async (_, options) => {
    await takesDamagedJson(await start({ options }));
  });

  test('the digits of a bare number are kept', async () => {
    const app = await start();

    await app.post('/simotel', '{"event_name":"Ping","unique_id":1613906376.30}');
    expect(heardOf(app).events[0]).toMatchObject({ callId: '1613906376.30', warnings: [] });
  });

  test.each([
    'application/xml',
    'application/json; charset=latin1',
    'text/json',
    'nonsense',
    'multipart/form-data; boundary=x',
  ])('a wrong content type does not matter: %s', async (type) => {
    const app = await start();

    expect((await app.post('/simotel/NewState', NEW_STATE, { 'content-type': type })).status).toBe(200);
    expect(heardOf(app).names).toEqual(['NewState']);
  });

  test('events of unknown names are read unparsed as well', async () => {
    const app = await start();

    expect((await app.post('/simotel/Rocket', '{"fuel": 007}')).status).toBe(200);
    expect(heardOf(app).events[0]?.raw).toEqual({ eventName: 'Rocket', fields: { fuel: '007' } });
  });

  test('parsers of the host that were there before Nest', async () => {
    const adapter = adapterOf(platform);
    const app = await start({
      adapter,
      options: { bodyParser: false },
      configure: (host) => {
        if (platform === 'Express') host.use(parseJson);
        else {
          instanceOf(host).addContentTypeParser(
            '*',
            (_request: unknown, _payload: unknown, done: (e: Error) => void) => done(new Error('own parser')),
          );
        }
      },
    });

    await takesDamagedJson(app);
  });

  // With Fastify, middleware runs before any hook of a route: one that reads a body there has read it.
  test.runIf(platform === 'Express')('parsers that a module applies', async () => {
    class ParserModule {
      configure(consumer: MiddlewareConsumer): void {
        consumer.apply(JsonMiddleware).forRoutes('*');
      }
    }
    Module({})(ParserModule);
    const app = await start({
      imports: [SimotelModule.forRoot({ auth: false }), ParserModule],
      options: { bodyParser: false },
    });

    await takesDamagedJson(app);
  });

  test('middleware that a module applies to the address', async () => {
    const seen: unknown[] = [];
    class LoggingModule {
      configure(consumer: MiddlewareConsumer): void {
        const look = (request: IncomingMessage, _response: unknown, next: () => void) => {
          seen.push(request.method);
          next();
        };
        consumer.apply(look).forRoutes('simotel');
      }
    }
    Module({})(LoggingModule);
    const app = await start({ imports: [SimotelModule.forRoot({ auth: false }), LoggingModule] });

    await takesDamagedJson(app);
    expect(seen).not.toEqual([]);
  });

  test('an app made by @nestjs/testing', async () => {
    const testing = await Test.createTestingModule({
      imports: [SimotelModule.forRoot({ auth: false })],
      providers: [Heard],
    }).compile();
    const app = await listen(testing.createNestApplication(adapterOf(platform), { logger: false }));

    await takesDamagedJson(app);
    await app.app.close();
  });

  test('two receivers keep out of the way of each other', async () => {
    const shop = SimotelModule.forRoot({ auth: false, name: 'shop', path: 'shop' });
    const app = await start({ imports: [SimotelModule.forRoot({ auth: false }), shop] });

    await takesDamagedJson(app);
    expect((await app.post('/shop', DAMAGED)).status).toBe(200);
  });

  test('the routes and parsers of the host are as before', async () => {
    const app = await start({ controllers: [HostController, Originate] });

    const echo = async (path: string, body: string, type?: string) =>
      (await app.post(path, body, type === undefined ? {} : { 'content-type': type })).text();
    expect(await echo('/host/echo', '{"a":1}')).toBe('{"a":1}');
    expect(await echo('/host/echo', 'a=1', 'application/x-www-form-urlencoded')).toBe('{"a":"1"}');
    expect(await echo('/simotel/originate', '{"a":1}')).toBe('{"originate":{"a":1}}');
    expect(await echo('/simotel/transfer', '{"a":1}')).toBe('{"transfer":{"a":1}}');
    expect((await app.post('/host/echo', DAMAGED)).status).toBe(400);
    expect((await app.post('/simotel/originate', DAMAGED)).status).toBe(400);
    expect((await app.post('/simotel/transfer/', DAMAGED)).status).toBe(platform === 'Express' ? 400 : 200);
  });

  test('guards and handlers see the headers as they came', async () => {
    const seen: unknown[] = [];
    class Looking implements CanActivate {
      canActivate(context: ExecutionContext): boolean {
        const { headers } = context.switchToHttp().getRequest();
        seen.push([headers['content-type'], headers['content-length']]);
        return true;
      }
    }
    const options = { decorators: [UseGuards(Looking)] };
    const app = await start({}, options);

    await app.post('/simotel', DAMAGED);
    const { httpRequest, request } = heardOf(app).deliveries[0] ?? {};
    expect(seen).toEqual([['application/json', String(DAMAGED.length)]]);
    expect(httpRequest).toMatchObject({ headers: { 'content-type': 'application/json' } });
    expect(request?.headers).toMatchObject({ 'content-length': String(DAMAGED.length) });
  });

  test('a stranger is refused before the body is read', async () => {
    const app = await start({}, { auth: basicAuth({ username: 'simotel', password: 'right' }) });

    const head =
      'POST /simotel HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';
    expect(await sendRaw(app.origin, head, /UNAUTHORIZED/)).toMatch(/^HTTP\/1.1 401 /);
  });

  test('a large body is refused before it is read', async () => {
    const app = await start({}, { bodyLimit: 1000 });

    const head = 'POST /simotel HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const byLength = await sendRaw(app.origin, `${head}Content-Length: 1001\r\n\r\n`, /TOO_LARGE/);
    expect(byLength).toMatch(/^HTTP\/1.1 413 /);
    const chunk = `${head}Transfer-Encoding: chunked\r\n\r\n3e9\r\n${' '.repeat(1001)}\r\n`;
    expect(await sendRaw(app.origin, chunk, /TOO_LARGE/)).toMatch(/^HTTP\/1.1 413 /);
  });

  test("the limit of the app's parsers does not count", async () => {
    const app = await start({}, { bodyLimit: 3_000_000 });

    const large = JSON.stringify({ ...NEW_STATE, padding: 'x'.repeat(2_000_000) });
    expect((await app.post('/simotel', large)).status).toBe(200);
    expect((await app.post('/host/echo', large)).status).toBe(413);
  });

  test('addresses with many slashes take no time', async () => {
    const app = await start();

    const slashes = '/'.repeat(10_000);
    const begin = performance.now();
    for (const path of [
      `/simotel${slashes}x/y`,
      `${slashes}simotel${slashes}`,
      `/simotel/${'%2f'.repeat(4000)}/`,
    ]) {
      await app.post(path);
    }
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  test('chunks', async () => {
    const app = await start();

    const body = new Blob([DAMAGED]).stream();
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
    expect((await app.fetch('/simotel', init)).status).toBe(200);
  });
});
