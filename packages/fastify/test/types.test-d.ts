/* Checked by tsc, never run: what must compile, and what must not. */
import { createSimotelHooks } from '@simotel-hooks/core';
import fastify5 from 'fastify';
import plugin, { fastifySimotel } from '../src/index.js';

const hooks = createSimotelHooks({ auth: false });

fastify5().register(fastifySimotel, { prefix: '/simotel', hooks });
fastify5({ logger: true }).register(plugin, { hooks, bodyLimit: 1000 });
fastify5().register(import('../src/index.js'), { hooks });
// @ts-expect-error: hooks are required
fastify5().register(fastifySimotel, { prefix: '/simotel' });
// @ts-expect-error: an unknown type of limit
fastify5().register(fastifySimotel, { hooks, bodyLimit: '1mb' });

// Whatever logger the app has, it fits.
createSimotelHooks({ auth: false, logger: fastify5().log });
