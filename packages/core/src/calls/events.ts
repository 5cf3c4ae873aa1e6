import type { SimotelEventName } from '../names.js';
import type { CallEvent } from './call-event.js';
import { compareText } from './ids.js';

/** How many events of one call are kept. A queue that tries many agents for an hour stays below it. */
const MAX_EVENTS = 500;

/** Events that are a record of something: a second one with the same content is a repeat, whenever it comes. */
const RECORDS: ReadonlySet<SimotelEventName> = new Set<SimotelEventName>([
  'Cdr',
  'CdrQueue',
  'Survey',
  'IncomingFax',
  'OutgoingFax',
  'VoiceMail',
  'VoiceMailEmail',
]);

/** The events of a call, sorted, so that the order in which they were taken in does not matter. */
export interface EventList {
  readonly events: readonly CallEvent[];
  readonly droppedEvents: number;
}

/** @returns The same list where the event is a repeat. */
export function addEvent(list: EventList, event: CallEvent): EventList {
  const { events } = list;
  const known = RECORDS.has(event.name) ? events.find((other) => isSame(other, event)) : undefined;
  if (known) {
    if (known.receivedAt <= event.receivedAt) return list;
    const others = events.filter((other) => other !== known);
    return { events: insert(others, event), droppedEvents: list.droppedEvents };
  }
  // Whoever takes deliveries from a queue may take one twice.
  if (events.some((other) => other.receivedAt === event.receivedAt && isSame(other, event))) return list;
  const longer = insert(events, event);
  if (longer.length <= MAX_EVENTS) return { events: longer, droppedEvents: list.droppedEvents };
  return { events: withoutOne(longer), droppedEvents: list.droppedEvents + 1 };
}

export function mergeEvents(one: EventList, other: EventList): EventList {
  const start = { events: one.events, droppedEvents: one.droppedEvents + other.droppedEvents };
  return other.events.reduce<EventList>(addEvent, start);
}

function insert(events: readonly CallEvent[], event: CallEvent): readonly CallEvent[] {
  const last = events.at(-1);
  if (last === undefined || compareEvents(last, event) <= 0) return [...events, event];
  const at = events.findIndex((other) => compareEvents(other, event) > 0);
  return events.toSpliced(at, 0, event);
}

const isSame = (one: CallEvent, other: CallEvent) =>
  one.name === other.name && one.callId === other.callId && textOf(one) === textOf(other);

/** By arrival; events of one moment by their content, so that their order never depends on which was taken in first. */
function compareEvents(one: CallEvent, other: CallEvent): number {
  return one.receivedAt - other.receivedAt || compareText(one.name, other.name) || compareContent(one, other);
}

const compareContent = (one: CallEvent, other: CallEvent) =>
  compareText(one.callId ?? '', other.callId ?? '') || compareText(textOf(one), textOf(other));

/** Properties are in the order of the event's table, so equal data has equal text. */
const textOf = ({ data }: CallEvent) => JSON.stringify(data);

/** Records say most and come last; of states there are many, and the later ones count. */
function withoutOne(events: readonly CallEvent[]): readonly CallEvent[] {
  const state = events.findIndex(({ name }) => name === 'NewState');
  return events.toSpliced(Math.max(state, 0), 1);
}
