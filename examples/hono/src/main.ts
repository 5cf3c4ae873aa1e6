import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { basicAuth, createSimotelHooks } from '@simotel-hooks/core';
import { createFetchHandler } from '@simotel-hooks/core/fetch';
import { Hono } from 'hono';

const {
  PORT = '3000',
  HOST = '127.0.0.1',
  SIMOTEL_USER = 'simotel',
  SIMOTEL_PASSWORD = 'secret',
} = process.env;

/** The latest first; a real program has a database. */
const calls: { id: string | null; from: string; to: string; seconds: number }[] = [];

const hooks = createSimotelHooks({
  auth: basicAuth({ username: SIMOTEL_USER, password: SIMOTEL_PASSWORD }),
});

hooks.on('Cdr', ({ callId, data }) => {
  const { src, dst, billsec = 0 } = data;
  calls.unshift({ id: callId, from: src, to: dst, seconds: billsec });
  calls.splice(100);
  console.log(`call ${callId}: ${src} and ${dst} talked for ${billsec} seconds`);
});
hooks.on('NewState', ({ data }) => console.log(`extension ${data.exten} is ${data.state}`));

const receive = createFetchHandler(hooks, { basePath: '/simotel' });

const app = new Hono();
// A Request does not know its sender, which ipAllowList asks for. A worker also has to be told to wait for handlers that
// outlive their answer: waitUntil: (work) => c.executionCtx.waitUntil(work). Node goes on by itself.
app.all('/simotel/*', (c) =>
  receive(c.req.raw, { ip: getConnInfo(c).remote.address, notFound: () => c.notFound() }),
);
app.get('/calls', (c) => c.json(calls));

const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: HOST }, ({ port }) => {
  console.log(`listening on http://${HOST}:${port}/simotel`);
});

async function stop() {
  // Waits for handlers that are at work; a delivery that comes meanwhile gets 503.
  await hooks.close();
  server.close();
}
process.once('SIGINT', stop).once('SIGTERM', stop);
