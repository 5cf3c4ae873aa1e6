import { Transform } from 'node:stream';
import { createSimotelHooks, type SimotelHooks } from '@simotel-hooks/core';
import fastify5 from 'fastify';
import fastify4 from 'fastify-4';
import { describe, expect, it, vi } from 'vitest';
import plugin, { fastifySimotel } from '../src/index.js';

const ringing = 'exten=991&state=Ringing&unique_id=1610778618.378';

function recorded(): { hooks: SimotelHooks; calls: unknown[] } {
  const hooks = createSimotelHooks({ auth: false });
  const calls: unknown[] = [];
  hooks.onAny((event, delivery) => calls.push([event.name, event.callId, delivery.request.path]));
  return { hooks, calls };
}

describe.each([
  ['Fastify 4', fastify4],
  ['Fastify 5', fastify5],
])('%s', (_, fastify) => {
  it.each([
    ['/simotel', '/simotel'],
    ['/api/v1/simotel', '/api/v1/simotel'],
    ['/hooks/:token', '/hooks/s3cret'],
    ['', ''],
  ])('under the prefix "%s"', async (prefix, address) => {
    const { hooks, calls } = recorded();
    const app = fastify();
    await app.register(fastifySimotel, { prefix, hooks });
    for (const suffix of ['/NewState?', '//newstate?a=b/c&', '/NewState/?', '?event_name=NewState&']) {
      const url = `${address}${suffix}${ringing}`;
      const response = await app.inject({ method: 'GET', url: url.startsWith('/') ? url : `/${url}` });
      expect([url, response.statusCode]).toEqual([url, 200]);
    }
    expect(calls).toHaveLength(4);
    expect(calls[1]).toEqual(['NewState', '1610778618.378', `//newstate?a=b/c&${ringing}`]);
    expect((await app.inject({ method: 'GET', url: `${address}/health` })).json()).toMatchObject({
      message: `Route GET:${address}/health not found`,
    });
    await app.close();
  });

  it('logs to request.log', async () => {
    const lines: unknown[] = [];
    const app = fastify({
      logger: { level: 'warn', stream: { write: (line: string) => lines.push(JSON.parse(line)) } },
    });
    await app.register(plugin, { prefix: '/simotel', hooks: createSimotelHooks({ auth: false }) });
    await app.inject({ method: 'POST', url: '/simotel', payload: '<xml/>' });
    expect(lines).toMatchObject([
      { level: 40, reqId: expect.any(String), code: 'BODY_MALFORMED', msg: expect.stringContaining('form') },
    ]);
    await app.close();
  });

  it("hooks and error handlers of the app apply, and a 404 is the app's own", async () => {
    const { hooks } = recorded();
    const app = fastify();
    const seen = vi.fn();
    app.addHook('onRequest', async (request, reply) => {
      seen(request.url);
      reply.header('x-app', 'yes');
    });
    app.setNotFoundHandler((_request, reply) => reply.code(404).send('own 404'));
    await app.register(fastifySimotel, { prefix: '/simotel', hooks });
    const taken = await app.inject({ method: 'GET', url: `/simotel/NewState?${ringing}` });
    expect([taken.statusCode, taken.headers['x-app'], taken.headers['cache-control']]).toEqual([
      200,
      'yes',
      'no-store',
    ]);
    expect((await app.inject({ method: 'GET', url: '/simotel/health' })).body).toBe('own 404');
    expect(seen).toHaveBeenCalledTimes(2);
    await app.close();
  });

  it('reads what a preParsing hook made of the body', async () => {
    const { hooks, calls } = recorded();
    const app = fastify();
    app.addHook('preParsing', async (_request, _reply, payload) =>
      payload.pipe(
        new Transform({
          transform: (chunk, _encoding, done) => done(null, String(chunk).replaceAll('#', '9')),
        }),
      ),
    );
    await app.register(fastifySimotel, { prefix: '/simotel', hooks });
    const payload = `event_name=NewState&state=Idle&exten=##1&unique_id=1.#`;
    expect((await app.inject({ method: 'POST', url: '/simotel', payload })).statusCode).toBe(200);
    expect(calls).toEqual([['NewState', '1.9', '']]);
    await app.close();
  });

  it('several receivers share an app', async () => {
    const [one, two] = [recorded(), recorded()];
    const app = fastify();
    await app.register(fastifySimotel, { prefix: '/one', hooks: one.hooks });
    await app.register(fastifySimotel, { prefix: '/two', hooks: two.hooks });
    for (const prefix of ['/one', '/two', '/two']) await app.inject({ url: `${prefix}/NewState?${ringing}` });
    expect([one.calls.length, two.calls.length]).toEqual([1, 2]);
    await app.close();
  });
});
