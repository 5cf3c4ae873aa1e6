import { type Delivery, SIMOTEL_EVENT_NAMES, SimotelError } from '@simotel-hooks/core';
import { addSubscription, type Subscription } from './subscriptions.js';

/** What every decorator of a handler takes. */
export interface SimotelHandlerOptions {
  /** The `name` of a `SimotelModule`, to hear of its deliveries or calls only; `'default'` is the one without a name. Default: all. */
  hooks?: string;
}

/** Goes above a method that takes what is handed to it, or less. */
export type SimotelHandlerDecorator<Subject, Context = Delivery> = <
  Method extends (subject: Subject, context: Context) => unknown,
>(
  prototype: object,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/** Makes a decorator that remembers what its method wants to hear of. */
export function subscribe<Subject, Context>(
  decorator: string,
  to: Subscription['to'],
  options: SimotelHandlerOptions = {},
): SimotelHandlerDecorator<Subject, Context> {
  return (prototype, method, descriptor) => {
    const problem = problemOf(prototype, method, descriptor) ?? problemOfNames(to);
    if (problem !== undefined) {
      throw new SimotelError(
        'OPTION_INVALID',
        `@${decorator}() on ${placeOf(prototype, method)}: ${problem}`,
      );
    }
    addSubscription(prototype, method, { to, hooks: options.hooks });
  };
}

/** What the compiler says too, for those it does not reach. */
function problemOf(prototype: unknown, method: unknown, descriptor: unknown): string | undefined {
  if (typeof method === 'object' && method !== null) {
    return 'this is a decorator of the kind Nest uses; set "experimentalDecorators": true in tsconfig.json.';
  }
  if (method === undefined || typeof descriptor !== 'object' || descriptor === null) {
    return 'it belongs on a method.';
  }
  if (!('value' in descriptor) || typeof descriptor.value !== 'function') return 'it belongs on a method.';
  return typeof prototype === 'function' ? 'a static method has no instance; make it a method.' : undefined;
}

function problemOfNames(to: Subscription['to']): string | undefined {
  if (typeof to === 'string') return undefined;
  if (to.length === 0) return 'it names no event.';
  const wrong = to.find((name) => !SIMOTEL_EVENT_NAMES.includes(name));
  if (wrong === undefined) return undefined;
  return `there is no event "${wrong}"; there are ${SIMOTEL_EVENT_NAMES.join(', ')}.`;
}

function placeOf(target: unknown, method: unknown): string {
  const owner = typeof target === 'function' ? target.name : nameOfClass(target);
  return typeof method === 'string' || typeof method === 'symbol' ? `${owner}.${String(method)}` : owner;
}

function nameOfClass(prototype: unknown): string {
  if (typeof prototype !== 'object' || prototype === null) return 'something';
  return prototype.constructor.name;
}
