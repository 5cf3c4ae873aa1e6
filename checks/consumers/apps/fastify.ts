import { fastifySimotel } from '@simotel-hooks/fastify';
import { fastify } from 'fastify';
import { hooks } from './mounted.js';

export const app = fastify();

app.register(fastifySimotel, { prefix: '/simotel', hooks, bodyLimit: 1000 });
// @ts-expect-error -- it needs hooks
app.register(fastifySimotel, { prefix: '/simotel' });
