import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnySimotelEvent, Delivery, SimotelHooks } from '@simotel-hooks/core';
import { bodyReaderOf, sendResponse } from '@simotel-hooks/core/node';

/** How to take part in an Express app. */
export interface ExpressMiddlewareOptions {
  /** Bytes a body may have. Default: `bodyLimit` of the hooks. */
  bodyLimit?: number;
  /**
   * Put the authenticated, decoded event on `req.simotel` and call `next()`, instead of calling handlers and answering:
   * for those who want a middleware and nothing else. Refused deliveries, repeats and probes are still answered.
   * A `queue` of the hooks keeps none of them. Default `false`.
   */
  passThrough?: boolean;
}

/** What `passThrough` leaves on the request. */
export interface ReceivedEvent {
  event: AnySimotelEvent;
  delivery: Delivery;
}

declare global {
  namespace Express {
    interface Request {
      /** The delivery behind `createExpressMiddleware(hooks, { passThrough: true })`. */
      simotel?: ReceivedEvent;
    }
  }
}

/** The part of Express' `Request`, of either major, that is read and written here. */
export interface ExpressRequest extends IncomingMessage {
  ip?: string | undefined;
  simotel?: ReceivedEvent;
}

/** A middleware for `app.use`, of Express 4 and 5. */
export type ExpressMiddleware = (
  request: ExpressRequest,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Mounts hooks in an Express app, before or after any body parser. Before is better: a JSON parser refuses the
 * damaged JSON some PBXs send, and turns a bare `1613906376.30` into a number without its last digit.
 *
 * @example
 * ```ts
 * app.use('/simotel', createExpressMiddleware(hooks));
 * ```
 */
export function createExpressMiddleware(
  hooks: SimotelHooks,
  { bodyLimit, passThrough = false }: ExpressMiddlewareOptions = {},
): ExpressMiddleware {
  return (req, res, next) => {
    const { method = 'GET', url = '/', headers, ip } = req;
    const request = { method, path: url, headers, ip };
    const context = { readBody: bodyReaderOf(req), bodyLimit, httpRequest: req };
    const result = passThrough ? hooks.accept(request, context) : hooks.handle(request, context);
    result.then((answer) => {
      if (!answer.matched) return next();
      if (answer.response) return sendResponse(res, answer.response);
      req.simotel = { event: answer.event, delivery: answer.delivery };
      return next();
    }, next);
  };
}
