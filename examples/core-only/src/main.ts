import { createServer } from 'node:http';
import { basicAuth, createSimotelHooks } from '@simotel-hooks/core';
import { createNodeHandler } from '@simotel-hooks/core/node';

const {
  PORT = '3000',
  HOST = '127.0.0.1',
  SIMOTEL_USER = 'simotel',
  SIMOTEL_PASSWORD = 'secret',
} = process.env;

const hooks = createSimotelHooks({
  auth: basicAuth({ username: SIMOTEL_USER, password: SIMOTEL_PASSWORD }),
});

hooks.on('IncomingCall', ({ data }) => console.log(`${data.number} is calling`));
hooks.on('NewState', ({ data }) => console.log(`extension ${data.exten} is ${data.state}`));
hooks.on('Cdr', ({ callId, data }) => {
  console.log(`call ${callId}: ${data.src} and ${data.dst} talked for ${data.billsec ?? 0} seconds`);
});
hooks.onUnknown(({ raw }) => console.log(`unknown event ${raw.eventName}`));

const server = createServer(createNodeHandler(hooks, { basePath: '/simotel' }));

server.listen(Number(PORT), HOST, () => {
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
