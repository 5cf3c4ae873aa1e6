import { type ContextId, ContextIdFactory, type ModuleRef } from '@nestjs/core';
import { REQUEST_CONTEXT_ID } from '@nestjs/core/router/request/request-constants.js';
import type { Delivery } from '@simotel-hooks/core';

/**
 * Which request-scoped instances belong to a delivery. With an HTTP request they are those Nest makes for that request,
 * and `REQUEST` is that request; events handed to `hooks.receive` come without one, and `REQUEST` is the delivery.
 */
export class Contexts {
  readonly #moduleRef: ModuleRef;
  readonly #ofDeliveries = new WeakMap<Delivery, ContextId>();

  constructor(moduleRef: ModuleRef) {
    this.#moduleRef = moduleRef;
  }

  /** @param isDurable - Whether the instance is one that outlives requests (Nest's durable providers). */
  of(delivery: Delivery, isDurable: boolean): ContextId {
    const { httpRequest } = delivery;
    if (isObject(httpRequest)) return this.#ofRequest(httpRequest, isDurable);
    let contextId = this.#ofDeliveries.get(delivery);
    if (!contextId) {
      contextId = ContextIdFactory.create();
      this.#moduleRef.registerRequestByContextId(delivery, contextId);
      this.#ofDeliveries.set(delivery, contextId);
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
