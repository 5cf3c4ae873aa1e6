import { basicAuth, createSimotelHooks, type SimotelErrorCode } from '@simotel-hooks/core';
import { createExpressMiddleware } from '@simotel-hooks/express';
import express from 'express';

const {
  PORT = '3000',
  HOST = '127.0.0.1',
  SIMOTEL_USER = 'simotel',
  SIMOTEL_PASSWORD = 'secret',
} = process.env;

/** The latest first; a real program has a database. */
const calls: { id: string | null; from: string; to: string; seconds: number }[] = [];
const failures: { code: SimotelErrorCode; fields: unknown }[] = [];

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

// Errors are logged anyway. The PBX will hardly repeat itself, so keep what arrived.
hooks.onError(({ code, event, raw }) => {
  failures.unshift({ code, fields: (event?.raw ?? raw)?.fields });
  failures.splice(100);
});

const app = express();
// Before express.json(), which would refuse the damaged JSON that some PBXs send.
app.use('/simotel', createExpressMiddleware(hooks));

app.use(express.json());
app.get('/calls', (_req, res) => res.json(calls));
app.get('/failures', (_req, res) => res.json(failures));

const server = app.listen(Number(PORT), HOST, (error) => {
  if (error) throw error;
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : PORT;
  console.log(`listening on http://${HOST}:${port}/simotel`);
});

async function stop() {
  // Waits for handlers that are at work; a delivery that comes meanwhile gets 503.
  await hooks.close();
  server.close();
}
process.once('SIGINT', stop).once('SIGTERM', stop);
