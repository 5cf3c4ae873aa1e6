import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSimotelHooks } from '@simotel-hooks/core';
import { type AdapterSetup, type RunningAdapter, runAdapterSuite } from '@simotel-hooks/testing';
import express5, { type NextFunction, type Request, type Response } from 'express';
import express4 from 'express-4';
import { describe, it } from 'vitest';
import { createExpressMiddleware } from '../src/index.js';

async function start(express: typeof express5, setup: AdapterSetup): Promise<RunningAdapter> {
  const { options, basePath, bodyLimit, parsers, drain, mounted } = setup;
  const app = express();
  if (drain) app.use((req, _res, next) => void req.resume().on('end', () => next()));
  const parse = [express.json(), express.urlencoded({ extended: true })];
  if (parsers === 'before') app.use(parse);
  const hooks = mounted ? createSimotelHooks(options) : undefined;
  if (hooks) app.use(basePath, createExpressMiddleware(hooks, bodyLimit === undefined ? {} : { bodyLimit }));
  if (parsers === 'after') app.use(parse);

  app.get('/host', (_req, res) => void res.send('host'));
  app.post('/host/echo', (req, res) => void res.json(req.body ?? null));
  app.get('/host/boom', () => {
    throw new Error('boom');
  });
  app.use((error: Error, _req: Request, res: Response, next: NextFunction) => {
    if (error.message === 'boom') res.status(500).type('text').send('host error');
    else next(error);
  });
  app.set('env', 'test');

  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    hooks,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

for (const [name, express] of [
  ['Express 4', express4],
  ['Express 5', express5],
] as const) {
  runAdapterSuite(
    { name, start: (setup) => start(express, setup), parsers: ['none', 'before', 'after'], canDrain: true },
    { describe, it },
  );
}
