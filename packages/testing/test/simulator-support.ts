import type { KnownSimotelEvent, SimotelEventName } from '@simotel-hooks/core';
import {
  type CallTruth,
  type SimulatedEvent,
  type SimulationOptions,
  simulateCallCentre,
} from '../src/index.js';

/** A call and all that came for it. */
export interface Observed {
  truth: CallTruth;
  events: SimulatedEvent[];
}

/** The calls of a simulation with their events, in the order of arrival. */
export function observe(options: SimulationOptions): Observed[] {
  const calls = new Map<CallTruth, SimulatedEvent[]>();
  for (const simulated of simulateCallCentre(options)) {
    const { call } = simulated;
    if (call) calls.set(call, [...(calls.get(call) ?? []), simulated]);
  }
  return [...calls].map(([truth, events]) => ({ truth, events }));
}

/** The events of one name. */
export function named<N extends SimotelEventName>(name: N, { events }: Observed): KnownSimotelEvent<N>[] {
  const isNamed = (event: { name: SimotelEventName }): event is KnownSimotelEvent<N> => event.name === name;
  return events.flatMap(({ event }) => (isNamed(event) ? [event] : []));
}

export const namesOf = (events: readonly SimulatedEvent[]) => events.map(({ event }) => event.name);

/** The first so many of what may never end. */
export function take<T>(count: number, items: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}
