import { Controller, Get, VersioningType } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { SimotelModule } from '@simotel-hooks/nest';
import { describe, expect, test } from 'vitest';
import { PLATFORMS, startApp } from './support/app.js';
import { Heard } from './support/heard.js';
import { CDR, DAMAGED, NEW_STATE } from './support/payloads.js';

@Controller('host')
class Host {
  @Get()
  hello(): string {
    return 'host';
  }
}

describe.each(PLATFORMS)('routes on %s', (platform) => {
  const start = (extras: object = {}, setup: object = {}) =>
    startApp({
      platform,
      imports: [SimotelModule.forRoot({ auth: false, ...extras })],
      controllers: [Host],
      providers: [Heard],
      ...setup,
    });

  test.each([
    ['/simotel', ''],
    ['/simotel/', ''],
    ['/simotel//', ''],
    ['/simotel/NewState', '/NewState'],
    ['/simotel/NewState/', '/NewState'],
    ['/simotel//NewState', '/NewState'],
    ['/simotel//NewState/', '/NewState'],
    ['/simotel/NEWSTATE', '/NEWSTATE'],
    ['/simotel/new%20state', '/new%20state'],
    ['/simotel/%4eewState', '/%4eewState'],
  ])('a delivery to %s is taken', async (path, behind) => {
    const app = await start();

    const response = await app.post(path, NEW_STATE);

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('{"ok":true}');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const [delivery] = app.app.get(Heard).deliveries;
    expect(delivery?.request).toMatchObject({ method: 'POST', path: behind, ip: '127.0.0.1' });
  });

  test.each([
    ['/simotel?exten=991&state=Idle&event_name=NewState', '?exten=991&state=Idle&event_name=NewState'],
    ['/simotel/?event_name=NewState&exten=%2B98&state=Idle', '?event_name=NewState&exten=%2B98&state=Idle'],
    [
      '/simotel//NewState?x=/a/b?exten=1&exten=991&state=Idle',
      '/NewState?x=/a/b?exten=1&exten=991&state=Idle',
    ],
  ])('the query of %s arrives as it was sent', async (path, behind) => {
    const app = await start();

    expect((await app.fetch(path)).status).toBe(200);
    expect(app.app.get(Heard).deliveries[0]?.request.path).toBe(behind);
  });

  test('an event of the path needs no name in the payload', async () => {
    const app = await start();

    expect((await app.fetch('/simotel//newstate/?exten=991&state=Idle')).status).toBe(200);
    expect(app.app.get(Heard).names).toEqual(['NewState']);
  });

  test('HEAD is answered without a handler, and other methods are not allowed', async () => {
    const app = await start();

    const head = await app.fetch('/simotel', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await app.fetch('/simotel/NewState', { method: 'HEAD' })).status).toBe(200);
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH']) {
      const response = await app.fetch('/simotel', { method });
      expect([method, response.status, response.headers.get('allow')]).toEqual([
        method,
        405,
        'GET, HEAD, POST',
      ]);
    }
    expect(app.app.get(Heard).events).toEqual([]);
  });

  test('the preflight of CORS is left to the host', async () => {
    const app = await start({}, { options: { cors: true } });

    const headers = { origin: 'http://a.example', 'access-control-request-method': 'POST' };
    const response = await app.fetch('/simotel', { method: 'OPTIONS', headers });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('what is no delivery gets the 404 of Nest', async () => {
    const app = await start();

    for (const path of ['/simotel/health', '/simotel/a/b']) {
      const response = await app.fetch(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({
        message: `Cannot GET ${path}`,
        error: 'Not Found',
        statusCode: 404,
      });
    }
    expect(await (await app.fetch('/host')).text()).toBe('host');
  });

  test('a global prefix stands before the path', async () => {
    const configure = (app: { setGlobalPrefix(prefix: string): unknown }) => app.setGlobalPrefix('api/v7');
    const app = await start({ path: 'hooks/pbx' }, { configure });

    expect((await app.post('/api/v7/hooks/pbx//Cdr/', CDR)).status).toBe(200);
    expect((await app.post('/api/v7/hooks/pbx', DAMAGED)).status).toBe(200);
    expect((await app.post('/hooks/pbx')).status).toBe(404);
    expect(app.app.get(Heard).deliveries.map(({ request }) => request.path)).toEqual(['/Cdr', '']);
  });

  test('a global prefix may exclude the path', async () => {
    const app = await start(
      {},
      {
        configure: (host: { setGlobalPrefix(prefix: string, options: object): unknown }) =>
          host.setGlobalPrefix('api', { exclude: ['simotel', 'simotel/:event'] }),
      },
    );

    expect((await app.post('/simotel', DAMAGED)).status).toBe(200);
    expect((await app.post('/simotel/Cdr')).status).toBe(200);
    expect((await app.fetch('/api/host')).status).toBe(200);
  });

  test('several paths, also with parameters', async () => {
    const app = await start({ path: ['simotel', 'tenants/:tenant/pbx'] });

    expect((await app.post('/simotel/Cdr')).status).toBe(200);
    expect((await app.post('/tenants/7.5/pbx', DAMAGED)).status).toBe(200);
    expect((await app.post('/tenants/7.5/pbx//Cdr')).status).toBe(200);
    expect(app.app.get(Heard).deliveries.map(({ request }) => request.path)).toEqual(['/Cdr', '', '/Cdr']);
  });

  test.each(['', '/'])('the path may be the root of the app: "%s"', async (path) => {
    const app = await start({ path });

    expect((await app.post('/', DAMAGED)).status).toBe(200);
    expect((await app.post('/Cdr')).status).toBe(200);
    expect((await app.post('//Cdr')).status).toBe(200);
    expect(await (await app.fetch('/host')).text()).toBe('host');
  });

  test('versions do not matter, unless one is set', async () => {
    const versioned = (extras: object, options: object) =>
      start(extras, {
        configure: (app: { enableVersioning(options: object): unknown }) => app.enableVersioning(options),
      });
    const uri = { type: VersioningType.URI, defaultVersion: '3' };

    const neutral = await versioned({}, uri);
    expect((await neutral.post('/simotel/Cdr')).status).toBe(200);
    expect((await neutral.fetch('/v3/host')).status).toBe(200);

    const two = await versioned({ version: ['1', '2'] }, uri);
    expect((await two.post('/v1/simotel', DAMAGED)).status).toBe(200);
    expect((await two.post('/v2/simotel/Cdr')).status).toBe(200);
    expect((await two.post('/simotel/Cdr')).status).toBe(404);

    const byHeader = await versioned(
      {},
      { type: VersioningType.HEADER, header: 'x-version', defaultVersion: '3' },
    );
    expect((await byHeader.post('/simotel', DAMAGED)).status).toBe(200);
  });
});

describe('routers with settings of their own', () => {
  const imports = () => [SimotelModule.forRoot({ auth: false })];

  test.each([
    { ignoreTrailingSlash: true },
    { ignoreDuplicateSlashes: true },
    { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    { caseSensitive: false },
    { routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true } },
  ])('Fastify with %j', async (options) => {
    const adapter = new FastifyAdapter(options);
    const app = await startApp({ adapter, imports: imports(), providers: [Heard] });

    for (const path of ['/simotel', '/simotel/', '/simotel//NewState', '/simotel/NewState/']) {
      expect([path, (await app.post(path, NEW_STATE)).status]).toEqual([path, 200]);
    }
    expect((await app.post('/simotel', DAMAGED)).status).toBe(200);
    if ('caseSensitive' in options) expect((await app.post('/SIMOTEL', DAMAGED)).status).toBe(200);
  });

  test.each([['strict routing'], ['case sensitive routing']])('Express with %s', async (setting) => {
    const adapter = new ExpressAdapter();
    adapter.set(setting, true);
    const app = await startApp({ adapter, imports: imports(), providers: [Heard] });

    for (const path of ['/simotel', '/simotel/', '/simotel//NewState', '/simotel/NewState/']) {
      expect([path, (await app.post(path, DAMAGED)).status]).toEqual([path, 200]);
    }
  });
});
