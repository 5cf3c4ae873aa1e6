import type { CallEvent } from './call-event.js';

/*
 * What a call is found by. A source may hold any text, so its length comes before it: no two sources can make one key.
 */

const keyOf = (kind: string, source: string | null, value: string) =>
  source === null ? `${kind}-:${value}` : `${kind}${source.length}:${source}:${value}`;

/** By an id of the call. */
export const idKey = (source: string | null, callId: string) => keyOf('id', source, callId);

export const isIdKey = (key: string) => key.startsWith('id');

/** Stands for the id of a call that has none. Two calls of one number do not come in one millisecond. */
export function unidentified(event: CallEvent | undefined): string {
  return `no-id:${(event && callerIn(event)) ?? ''}@${event?.receivedAt ?? 0}`;
}

/** By what the originate API returned. */
export const originateKey = (source: string | null, id: string) => keyOf('originate', source, id);

/** By who calls: for an IncomingCall without an id and its twin. A call has it until another of the same caller comes, one without an id until its twin does. */
export const callerKey = (source: string | null, number: string) => keyOf('caller', source, number);

/** The number that calls, where an event tells that somebody begins to. */
export function callerIn({ name, data }: CallEvent): string | undefined {
  if (name === 'IncomingCall') return data.number;
  return name === 'NewState' && data.state === 'Ringing' && data.direction === 'in'
    ? data.participant
    : undefined;
}
