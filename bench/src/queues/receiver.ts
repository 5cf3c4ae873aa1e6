import { once } from 'node:events';
import { createServer } from 'node:http';
import { basicAuth, createSimotelHooks } from '@simotel-hooks/core';
import { createNodeHandler } from '@simotel-hooks/core/node';
import { CREDENTIALS } from '../delivery.js';
import { portOf } from '../frameworks/listen.js';
import { openQueue } from './open.js';

/* Receives: `node receiver.js <queue> <port>`. Without a queue, a handler that does nothing hears of each delivery. */

const [address = 'none', port = '0'] = process.argv.slice(2);
const queue = openQueue(address);
const hooks = createSimotelHooks({ auth: basicAuth(CREDENTIALS), logger: {}, ...(queue && { queue }) });
hooks.onAny(() => {});

const server = createServer(createNodeHandler(hooks));
server.keepAliveTimeout = 60_000;
await once(server.listen(Number(port), '127.0.0.1'), 'listening');
process.send?.({ port: portOf(server) });
process.on('disconnect', () => process.exit());
