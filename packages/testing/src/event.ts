import {
  decode,
  type KnownSimotelEvent,
  type SimotelEvent,
  type SimotelEventName,
} from '@simotel-hooks/core';
import type { EventOverrides } from './options.js';
import { createRequest } from './request.js';

/**
 * A believable event, as `decode` gives it, for calling a handler directly. Every field is there, also those that
 * seldom come together; an override of `undefined` takes one away. `raw` holds what a G4 POST would have brought,
 * so it always equals `decode(createRequest(name, overrides))`.
 *
 * @throws {SimotelError} `EVENT_INVALID` where an override takes away a field the event cannot do without.
 *
 * @example
 * ```ts
 * const event = createEvent('Cdr', { data: { billsec: 9, record: undefined }, callId: '1610778618.378' });
 * ```
 */
export function createEvent<N extends SimotelEventName>(
  name: N,
  overrides: EventOverrides<N> = {},
): SimotelEvent<N> {
  const event = decode(createRequest(name, overrides));
  if (isOf(name, event)) return event;
  throw new TypeError(`${name} is not the name of an event.`);
}

function isOf<N extends SimotelEventName>(name: N, event: { name: unknown }): event is KnownSimotelEvent<N> {
  return event.name === name;
}
