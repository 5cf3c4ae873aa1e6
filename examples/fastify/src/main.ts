import { basicAuth, createSimotelHooks } from '@simotel-hooks/core';
import { fastifySimotel } from '@simotel-hooks/fastify';
import { fastify } from 'fastify';

const {
  PORT = '3000',
  HOST = '127.0.0.1',
  SIMOTEL_USER = 'simotel',
  SIMOTEL_PASSWORD = 'secret',
} = process.env;

/** The latest first; a real program has a database. */
const calls: { id: string | null; from: string; to: string; seconds: number }[] = [];

const app = fastify({ logger: true });

// Without a logger of their own, hooks log to that of the request.
const hooks = createSimotelHooks({
  auth: basicAuth({ username: SIMOTEL_USER, password: SIMOTEL_PASSWORD }),
});

hooks.on('Cdr', ({ callId, data }) => {
  const { src, dst, billsec = 0 } = data;
  calls.unshift({ id: callId, from: src, to: dst, seconds: billsec });
  calls.splice(100);
  app.log.info(`call ${callId}: ${src} and ${dst} talked for ${billsec} seconds`);
});
hooks.on('NewState', ({ data }) => app.log.info(`extension ${data.exten} is ${data.state}`));

await app.register(fastifySimotel, { prefix: '/simotel', hooks });
app.get('/calls', () => calls);

// Requests are answered by then; this waits for the handlers that outlive their answer.
app.addHook('onClose', () => hooks.close());

const origin = await app.listen({ port: Number(PORT), host: HOST });
app.log.info(`listening on ${origin}/simotel`);

const stop = () => app.close();
process.once('SIGINT', stop).once('SIGTERM', stop);
