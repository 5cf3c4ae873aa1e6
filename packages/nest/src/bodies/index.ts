import type { HttpAdapterHost } from '@nestjs/core';
import { keepBodiesFromExpress } from './express.js';
import type { ExpressApp } from './express-router.js';
import { type FastifyApp, keepBodiesFromFastify } from './fastify.js';

type Adapter = HttpAdapterHost['httpAdapter'] | undefined;

/** To be called before Nest registers its routes. */
export function beforeRoutes(adapter: Adapter): void {
  if (adapter?.getType() === 'fastify') keepBodiesFromFastify(adapter.getInstance<FastifyApp>());
}

/** To be called when Nest has registered its routes. */
export function afterRoutes(adapter: Adapter): void {
  if (adapter?.getType() === 'express') keepBodiesFromExpress(adapter.getInstance<ExpressApp>());
}
