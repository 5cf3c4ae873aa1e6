import { createSimotelHooks } from '@simotel-hooks/core';
import { type AdapterSetup, type RunningAdapter, runAdapterSuite } from '@simotel-hooks/testing';
import fastify5 from 'fastify';
import fastify4 from 'fastify-4';
import { describe, it } from 'vitest';
import { fastifySimotel } from '../src/index.js';

/** Fastify's own parser of JSON is always there, for the whole app; `'after'` has no meaning. */
async function start(fastify: typeof fastify5, setup: AdapterSetup): Promise<RunningAdapter> {
  const { options, basePath, bodyLimit, parsers, drain, mounted } = setup;
  const app = fastify({ forceCloseConnections: true });
  if (drain) {
    app.addHook('preParsing', async (_request, _reply, payload) => {
      for await (const _chunk of payload);
      return payload;
    });
  }
  if (parsers === 'before') {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
  }
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Error && error.message === 'boom') return reply.code(500).send('host error');
    return reply.send(error);
  });
  app.get('/host', async () => 'host');
  app.post('/host/echo', async (request) => request.body ?? null);
  app.get('/host/boom', async () => {
    throw new Error('boom');
  });
  const hooks = mounted ? createSimotelHooks(options) : undefined;
  if (hooks) {
    await app.register(fastifySimotel, {
      prefix: basePath,
      hooks,
      ...(bodyLimit !== undefined && { bodyLimit }),
    });
  }
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return { origin, hooks, close: () => app.close() };
}

for (const [name, fastify] of [
  ['Fastify 4', fastify4],
  ['Fastify 5', fastify5],
] as const) {
  runAdapterSuite(
    {
      name,
      start: (setup) => start(fastify, setup),
      parsers: ['none', 'before'],
      canDrain: true,
      damagedJsonBehindParsers: 'decoded',
    },
    { describe, it },
  );
}
