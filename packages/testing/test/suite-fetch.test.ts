import assert from 'node:assert/strict';
import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createSimotelHooks } from '@simotel-hooks/core';
import { createFetchHandler } from '@simotel-hooks/core/fetch';
import { Hono } from 'hono';
import { describe, it } from 'vitest';
import { type AdapterSetup, runAdapterSuite } from '../src/index.js';
import { bridge } from './hosts/fetch.js';
import { listen, plainHost, serve } from './hosts/server.js';

function mount({ options, basePath, bodyLimit, mounted }: AdapterSetup) {
  const hooks = mounted ? createSimotelHooks(options) : undefined;
  const handler =
    hooks && createFetchHandler(hooks, { basePath, ...(bodyLimit !== undefined && { bodyLimit }) });
  return { hooks, handler };
}

runAdapterSuite(
  {
    name: 'createFetchHandler',
    async start(setup) {
      const { hooks, handler } = mount(setup);
      return listen(handler ? bridge(handler, plainHost) : plainHost, hooks);
    },
  },
  { describe, it },
);

runAdapterSuite(
  {
    name: 'createFetchHandler in Hono',
    canDrain: true,
    async start(setup) {
      const { hooks, handler } = mount(setup);
      const app = new Hono();
      app.onError((_error, c) => c.text('host error', 500));
      if (setup.drain) {
        app.use(async (c, next) => {
          await c.req.text();
          await next();
        });
      }
      if (handler) {
        app.use(async (c, next) => {
          const response = await handler(c.req.raw, { ip: getConnInfo(c).remote.address });
          return response.status === 404 ? next() : response;
        });
      }
      app.get('/host', (c) => c.text('host'));
      app.get('/host/boom', () => {
        throw new Error('boom');
      });
      app.post('/host/echo', (c) => c.json({}));
      return serve(createAdaptorServer(app), hooks);
    },
  },
  { describe, it },
);

describe('createFetchHandler', () => {
  it('hands the work of handlers to waitUntil', async () => {
    const hooks = createSimotelHooks({ auth: false, ack: 'immediate' });
    let done = false;
    hooks.on('Ping', async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      done = true;
    });
    const waited: Promise<unknown>[] = [];
    const handler = bridge(createFetchHandler(hooks), plainHost, (promise) => waited.push(promise));
    const server = await listen(handler, hooks);
    try {
      assert.equal((await fetch(`${server.origin}/Ping`)).status, 202);
      assert.equal(waited.length, 1);
      await waited[0];
      assert.ok(done);
    } finally {
      await server.close();
    }
  });
});
