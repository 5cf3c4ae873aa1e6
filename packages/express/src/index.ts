/**
 * Express middleware for the webhooks of a Simotel PBX.
 *
 * @packageDocumentation
 */
export { createExpressMiddleware, type ExpressMiddlewareOptions, type ReceivedEvent } from './middleware.js';
