import type { SimotelEventName } from '@simotel-hooks/core';

/** What an event is about, which gives it its colour. */
export type EventGroup = 'record' | 'state' | 'call' | 'message' | 'trunk' | 'other';

/** Every known event, in the order in which it is offered. The package itself would bring its decoder along. */
const EVENT_GROUPS: Readonly<Record<SimotelEventName, EventGroup>> = {
  IncomingCall: 'call',
  OutgoingCall: 'call',
  Transfer: 'call',
  NewState: 'state',
  Cdr: 'record',
  CdrQueue: 'record',
  Survey: 'record',
  VoiceMail: 'message',
  VoiceMailEmail: 'message',
  IncomingFax: 'message',
  OutgoingFax: 'message',
  ExtenAdded: 'state',
  ExtenRemoved: 'state',
  TrunkNewState: 'trunk',
  TrunkAdded: 'trunk',
  TrunkRemoved: 'trunk',
  AutoDialerReport: 'other',
  ReservedCallInFront: 'other',
  Ping: 'other',
};

export const EVENT_NAMES: readonly SimotelEventName[] = Object.keys(EVENT_GROUPS).filter(isKnownEvent);

export function isKnownEvent(name: string): name is SimotelEventName {
  return Object.hasOwn(EVENT_GROUPS, name);
}

export function groupOf(name: string | null): EventGroup {
  return name !== null && isKnownEvent(name) ? EVENT_GROUPS[name] : 'other';
}
