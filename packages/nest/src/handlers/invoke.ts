import type { ModuleRef } from '@nestjs/core';
import { Injector } from '@nestjs/core/injector/injector.js';
import type { Delivery } from '@simotel-hooks/core';
import { Contexts } from './contexts.js';
import type { Handler, Owner } from './find.js';

/** Calls the method of a handler. What it returns, or its promise, is what the method returned. */
export type Call = (subject: unknown, delivery: Delivery) => unknown;

/** Makes calls out of handlers. */
export class Invoker {
  readonly #injector = new Injector();
  readonly #contexts: Contexts;

  constructor(moduleRef: ModuleRef) {
    this.#contexts = new Contexts(moduleRef);
  }

  callOf({ owner, method }: Handler): Call {
    if (owner.isScoped) {
      return async (subject, delivery) =>
        call(await this.#instanceFor(owner, delivery), method, subject, delivery);
    }
    const { instance } = owner.wrapper;
    return (subject, delivery) => call(instance, method, subject, delivery);
  }

  /** Through the injector, because `ModuleRef.resolve` knows no controllers. */
  #instanceFor({ wrapper, module, collection }: Owner, delivery: Delivery): Promise<unknown> {
    const contextId = this.#contexts.of(delivery, wrapper.isDependencyTreeDurable());
    return this.#injector.loadPerContext<unknown>(wrapper.instance, module, collection, contextId, wrapper);
  }
}

/** The method is looked up at each call, so that tests can replace it. */
function call(instance: unknown, method: string | symbol, subject: unknown, delivery: Delivery): unknown {
  if (typeof instance !== 'object' || instance === null) throw new TypeError('Nest made no instance.');
  const handler: unknown = Reflect.get(instance, method);
  if (typeof handler !== 'function') throw new TypeError(`${String(method)} is no method any more.`);
  return Reflect.apply(handler, instance, [subject, delivery]);
}
