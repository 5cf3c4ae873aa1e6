import 'reflect-metadata';
import type { SimotelEventName } from '@simotel-hooks/core';

/** What one decorator asks for. */
export interface Subscription {
  /** Names of events, or what else there is to hear of. */
  readonly to: readonly SimotelEventName[] | 'any' | 'unknown' | 'errors' | 'callUpdate' | 'callEnd';
  /** The name of the module whose deliveries or calls are meant; `undefined` for those of all. */
  readonly hooks: string | undefined;
}

type Subscriptions = Map<string | symbol, Subscription[]>;

/** The same in every copy of this package. */
const KEY = Symbol.for('simotel-hooks.nest.subscriptions');

export function addSubscription(
  prototype: object,
  method: string | symbol,
  subscription: Subscription,
): void {
  const all = ownSubscriptions(prototype) ?? new Map();
  // Decorators are applied from the last to the first.
  all.set(method, [subscription, ...(all.get(method) ?? [])]);
  Reflect.defineMetadata(KEY, all, prototype);
}

/**
 * The subscribed methods of a class and of those it extends. As with Nest's own event emitter, a method that overrides
 * another has only the decorators of its own.
 */
export function subscriptionsOf(prototype: unknown): Subscriptions {
  const found: Subscriptions = new Map();
  const passed: object[] = [];
  for (let at = prototype; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    for (const [method, subscriptions] of ownSubscriptions(at) ?? []) {
      if (!passed.some((nearer) => Object.hasOwn(nearer, method))) found.set(method, subscriptions);
    }
    passed.push(at);
  }
  return found;
}

function ownSubscriptions(prototype: object): Subscriptions | undefined {
  return Reflect.getOwnMetadata(KEY, prototype);
}
