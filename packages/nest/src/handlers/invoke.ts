import type { ModuleRef } from '@nestjs/core';
import { Injector } from '@nestjs/core/injector/injector.js';
import { Contexts, type Origin } from './contexts.js';
import type { Handler, Owner } from './find.js';

/** Calls the method of a handler. What it returns, or its promise, is what the method returned. */
export type Invocation<Subject, Context> = (subject: Subject, context: Context) => unknown;

/** Makes invocations out of handlers. */
export class Invoker {
  readonly #injector = new Injector();
  readonly #contexts: Contexts;

  constructor(moduleRef: ModuleRef) {
    this.#contexts = new Contexts(moduleRef);
  }

  /** @param originOf - Which of the two an instance is made for, where the class has a scope. */
  invocationOf<Subject, Context>(
    { owner, method }: Handler,
    originOf: (subject: Subject, context: Context) => Origin,
  ): Invocation<Subject, Context> {
    if (owner.isScoped) {
      return async (subject, context) =>
        invoke(await this.#instanceFor(owner, originOf(subject, context)), method, subject, context);
    }
    const { instance } = owner.wrapper;
    return (subject, context) => invoke(instance, method, subject, context);
  }

  /** Through the injector, because `ModuleRef.resolve` knows no controllers. */
  #instanceFor({ wrapper, module, collection }: Owner, origin: Origin): Promise<unknown> {
    const contextId = this.#contexts.of(origin, wrapper.isDependencyTreeDurable());
    return this.#injector.loadPerContext<unknown>(wrapper.instance, module, collection, contextId, wrapper);
  }
}

/** The method is looked up at each call, so that tests can replace it. */
function invoke(instance: unknown, method: string | symbol, subject: unknown, context: unknown): unknown {
  if (typeof instance !== 'object' || instance === null) throw new TypeError('Nest made no instance.');
  const handler: unknown = Reflect.get(instance, method);
  if (typeof handler !== 'function') throw new TypeError(`${String(method)} is no method any more.`);
  return Reflect.apply(handler, instance, [subject, context]);
}
