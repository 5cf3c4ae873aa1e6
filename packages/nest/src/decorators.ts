import type {
  AnySimotelEvent,
  SimotelError,
  SimotelEvent,
  SimotelEventName,
  UnknownSimotelEvent,
} from '@simotel-hooks/core';
import { type SimotelHandlerDecorator, type SimotelHandlerOptions, subscribe } from './subscribe.js';

/**
 * Calls the method for events of one name, or of several. What it returns is waited for; where it throws or rejects, the
 * delivery has failed.
 *
 * @example
 * ```ts
 * @OnSimotelEvent('Cdr')
 * async onCdr({ data, callId }: SimotelEvent<'Cdr'>) {
 *   await this.calls.save(callId, data.src, data.dst, data.billsec);
 * }
 * ```
 */
export function OnSimotelEvent<const N extends SimotelEventName>(
  name: N | readonly N[],
  options?: SimotelHandlerOptions,
): SimotelHandlerDecorator<SimotelEvent<N>> {
  const names = typeof name === 'string' ? [name] : [...name];
  return subscribe('OnSimotelEvent', names, options);
}

/** Calls the method for every event, known and unknown. */
export function OnAnySimotelEvent(options?: SimotelHandlerOptions): SimotelHandlerDecorator<AnySimotelEvent> {
  return subscribe('OnAnySimotelEvent', 'any', options);
}

/** Calls the method for events of names this version does not know. */
export function OnUnknownSimotelEvent(
  options?: SimotelHandlerOptions,
): SimotelHandlerDecorator<UnknownSimotelEvent> {
  return subscribe('OnUnknownSimotelEvent', 'unknown', options);
}

/** Calls the method for everything that goes wrong with a delivery, as `hooks.onError` does. */
export function OnSimotelError(options?: SimotelHandlerOptions): SimotelHandlerDecorator<SimotelError> {
  return subscribe('OnSimotelError', 'errors', options);
}
