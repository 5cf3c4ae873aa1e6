import type { Framework } from './framework.js';

/** The rows of the table. Loaded one by one: a server has only its own framework in it. */
export const FRAMEWORKS: Readonly<Record<string, { label: string; load(): Promise<Framework> }>> = {
  node: { label: 'node:http', load: async () => (await import('./node.js')).node },
  fastify: { label: 'Fastify 5', load: async () => (await import('./fastify.js')).fastify },
  express: { label: 'Express 5', load: async () => (await import('./express.js')).express },
  'nest-express': { label: 'Nest 11 on Express', load: async () => (await import('./nest.js')).nestExpress },
  'nest-fastify': { label: 'Nest 11 on Fastify', load: async () => (await import('./nest.js')).nestFastify },
};
