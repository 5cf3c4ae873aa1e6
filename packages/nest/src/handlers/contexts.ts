import { type ContextId, ContextIdFactory, type ModuleRef } from '@nestjs/core';
import { REQUEST_CONTEXT_ID } from '@nestjs/core/router/request/request-constants.js';
import type { Delivery } from '@simotel-hooks/core';
import type { Call } from '@simotel-hooks/core/calls';

/** What a handler is called for: a delivery, or a call as the tracker reports it. */
export type Origin = Delivery | Call;

/**
 * Which request-scoped instances belong to what a handler is called for. With an HTTP request they are those Nest makes for
 * that request, and `REQUEST` is that request; calls, and events handed to `hooks.receive`, come without one, and `REQUEST`
 * is the call or the delivery.
 */
export class Contexts {
  readonly #moduleRef: ModuleRef;
  readonly #ofOrigins = new WeakMap<Origin, ContextId>();

  constructor(moduleRef: ModuleRef) {
    this.#moduleRef = moduleRef;
  }

  /** @param isDurable - Whether the instance is one that outlives requests (Nest's durable providers). */
  of(origin: Origin, isDurable: boolean): ContextId {
    const httpRequest = 'httpRequest' in origin ? origin.httpRequest : undefined;
    if (isObject(httpRequest)) return this.#ofRequest(httpRequest, isDurable);
    let contextId = this.#ofOrigins.get(origin);
    if (!contextId) {
      contextId = ContextIdFactory.create();
      this.#moduleRef.registerRequestByContextId(origin, contextId);
      this.#ofOrigins.set(origin, contextId);
    }
    return contextId;
  }

  /** Does what Nest's router does for a request-scoped controller. */
  #ofRequest(request: object, isDurable: boolean): ContextId {
    const contextId = ContextIdFactory.getByRequest(request);
    if (!hasContext(request)) {
      Object.defineProperty(request, REQUEST_CONTEXT_ID, { value: contextId });
      const { payload } = contextId;
      const provided = isDurable ? payload : Object.assign(request, payload);
      this.#moduleRef.registerRequestByContextId(provided, contextId);
    }
    return contextId;
  }
}

/** Whether Nest made one already: for a middleware, a guard or an interceptor. With Fastify it may be at the raw request. */
const hasContext = (request: object): boolean =>
  REQUEST_CONTEXT_ID in request ||
  ('raw' in request && isObject(request.raw) && REQUEST_CONTEXT_ID in request.raw);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
