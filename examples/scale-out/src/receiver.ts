import { createServer } from 'node:http';
import { createNodeHandler } from '@simotel-hooks/core/node';
import { hooks } from './hooks.js';

// Any number of these, on any number of machines, behind a balancer. They call no handler: what comes is stored.
const server = createServer(createNodeHandler(hooks, { basePath: '/simotel' }));
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => process.send?.(server.address()));

process.once('SIGTERM', async () => {
  server.close();
  await hooks.close();
  process.exit();
});
process.once('disconnect', () => process.exit());
