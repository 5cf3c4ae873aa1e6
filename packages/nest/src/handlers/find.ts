import type { ModulesContainer } from '@nestjs/core';
import { type Subscription, subscriptionsOf } from '../subscriptions.js';

/** What Nest keeps of a module, and of a provider or controller in it. */
type ModuleHost = ModulesContainer extends Map<string, infer Module> ? Module : never;
type Collection = ModuleHost['providers'];
export type Wrapper = Collection extends Map<unknown, infer Item> ? Item : never;

/** A method that wants to hear of events or calls. */
export interface Handler {
  readonly className: string;
  readonly method: string | symbol;
  readonly subscriptions: readonly Subscription[];
  readonly owner: Owner;
}

/** Where the instance is found that the method is called on. */
export interface Owner {
  readonly wrapper: Wrapper;
  readonly module: ModuleHost;
  readonly collection: Collection;
  /** Whether every delivery, and every report of a call, has an instance of its own. */
  readonly isScoped: boolean;
}

/** All handlers of an app, in its providers and controllers. */
export function findHandlers(modules: ModulesContainer): Handler[] {
  const seen = new Set<unknown>();
  return ownersIn(modules).flatMap((owner) => {
    const { wrapper, isScoped } = owner;
    const methods = [...subscriptionsOf(prototypeOf(wrapper, isScoped))];
    // One object may be provided under several tokens.
    if (methods.length === 0 || (!isScoped && seen.has(wrapper.instance))) return [];
    seen.add(wrapper.instance);
    const className = classNameOf(wrapper, isScoped);
    return methods.map(([method, subscriptions]) => ({ className, method, subscriptions, owner }));
  });
}

/**
 * Handlers in classes that Nest only makes as guards, interceptors, filters or pipes of a controller. It makes an
 * instance of them for each module that uses them, so none of them is "the" handler.
 */
export function findEnhancersOnly(modules: ModulesContainer, handlers: readonly Handler[]): string[] {
  const found = new Set(handlers.map(({ owner }) => owner.wrapper.metatype));
  const enhancers = [...modules.values()].flatMap(({ injectables }) => [...injectables.values()]);
  const strays = enhancers.filter(
    (wrapper) => !found.has(wrapper.metatype) && subscriptionsOf(prototypeOf(wrapper, true)).size > 0,
  );
  return [...new Set(strays.map((wrapper) => classNameOf(wrapper, true)))];
}

function ownersIn(modules: ModulesContainer): Owner[] {
  return [...modules.values()].flatMap((module) =>
    [module.providers, module.controllers].flatMap((collection) =>
      [...collection.values()]
        .filter((wrapper) => !wrapper.isAlias)
        .map((wrapper) => ({ wrapper, module, collection, isScoped: isScoped(wrapper) })),
    ),
  );
}

const isScoped = (wrapper: Wrapper) => wrapper.isTransient || !wrapper.isDependencyTreeStatic();

/** Where instances are made later, Nest keeps an empty one of the class; for a factory only its token may tell the class. */
function prototypeOf({ instance, metatype, token, inject }: Wrapper, isScoped: boolean): unknown {
  if (typeof instance === 'object' && instance !== null) return Object.getPrototypeOf(instance);
  const type = inject ? token : metatype;
  return isScoped && typeof type === 'function' ? type.prototype : undefined;
}

function classNameOf(wrapper: Wrapper, isScoped: boolean): string {
  const prototype = prototypeOf(wrapper, isScoped);
  return typeof prototype === 'object' && prototype !== null
    ? prototype.constructor.name
    : String(wrapper.name);
}
