/**
 * Fastify plugin for the webhooks of a Simotel PBX.
 *
 * @packageDocumentation
 */
export { type FastifySimotelOptions, fastifySimotel, fastifySimotel as default } from './plugin.js';
