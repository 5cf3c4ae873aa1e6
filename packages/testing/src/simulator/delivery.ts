import { decode, type SimotelEvent } from '@simotel-hooks/core';
import { createRequest } from '../request.js';
import type { Random } from './random.js';
import { type ScriptedEvent, type TruthDraft, WITHOUT_ID } from './script.js';
import type { SimulatedEvent, SimulatedWire } from './truth.js';

/** An event on its way to the receiver. */
export interface Delivery {
  /** When it arrives, Unix time in milliseconds. */
  readonly at: number;
  readonly event: ScriptedEvent;
  readonly wire: Omit<SimulatedWire, 'timeZone'>;
  readonly call: TruthDraft | null;
}

/** The network takes 5 to 80 ms, but what was sent first arrives first. */
export function deliver(
  events: readonly ScriptedEvent[],
  call: TruthDraft | null,
  random: Random,
): Delivery[] {
  let last = 0;
  return events
    .toSorted((a, b) => a.at - b.at)
    .map((event) => {
      last = Math.max(last + 1, event.at + random.int(5, 80));
      return { at: last, event, wire: {}, call };
    });
}

export const byTime = (a: Delivery, b: Delivery): number => a.at - b.at;

/** The event as it arrives: written with its oddities, then read again. */
export function arrive({ at, event, wire: oddities, call }: Delivery, timeZone: string): SimulatedEvent {
  const wire = { timeZone, ...oddities };
  const sent: SimotelEvent = { kind: 'event', raw: { eventName: null, fields: {} }, warnings: [], ...event };
  const received = decode(createRequest(sent, wire), { timeZone });
  if (received.kind === 'unknown') throw new TypeError(`${event.name} is not the name of an event.`);
  return { at: new Date(at), event: received, wire, call };
}

/** Agents who log in: their extensions become idle, in no call. */
export function logins(agents: readonly string[], start: number, random: Random): Delivery[] {
  const events = agents.map((exten): ScriptedEvent => {
    return {
      ...WITHOUT_ID,
      name: 'NewState',
      data: { exten, state: 'Idle' },
      at: start + random.int(0, 900),
    };
  });
  return deliver(events, null, random);
}
