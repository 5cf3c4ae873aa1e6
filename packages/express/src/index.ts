/**
 * Express middleware for the webhooks of a Simotel PBX.
 *
 * @packageDocumentation
 */
export {
  createExpressMiddleware,
  type ExpressMiddleware,
  type ExpressMiddlewareOptions,
  type ExpressRequest,
  type ReceivedEvent,
} from './middleware.js';
