import type { Delivery, SimotelEvent, SimotelEventName, SimotelHooks } from '@simotel-hooks/core';
import type { Call } from '@simotel-hooks/core/calls';
import type { Subscription } from '../subscriptions.js';
import type { SimotelInstance } from '../tokens.js';
import type { Handler } from './find.js';
import type { Invocation, Invoker } from './invoke.js';

type Wanted = readonly Subscription['to'][];

/** Registers a handler for what it wants to hear of one module. */
export function register(
  handler: Handler,
  { name, hooks, tracker }: SimotelInstance,
  invoker: Invoker,
): void {
  const wanted = handler.subscriptions
    .filter((each) => each.hooks === undefined || each.hooks === name)
    .map(({ to }) => to);
  const onDelivery = invoker.invocationOf(handler, (_subject: unknown, delivery: Delivery) => delivery);
  const onCall = invoker.invocationOf(handler, (call: Call, _event: SimotelEvent | null) => call);
  listen(hooks, wanted, onDelivery);
  if (wanted.includes('callUpdate')) tracker?.on('update', onCall);
  if (wanted.includes('callEnd')) tracker?.on('end', onCall);
}

/** A method hears of an event once, however many of its decorators name it. */
function listen(hooks: SimotelHooks, wanted: Wanted, handler: Invocation<unknown, Delivery>): void {
  if (wanted.includes('errors')) hooks.onError(handler);
  if (wanted.includes('any')) {
    hooks.onAny(handler);
    return;
  }
  const names = new Set<SimotelEventName>(wanted.flatMap((to) => (typeof to === 'string' ? [] : to)));
  if (names.size > 0) hooks.on([...names], handler);
  if (wanted.includes('unknown')) hooks.onUnknown(handler);
}
