import type { AnySimotelEvent } from '@simotel-hooks/core';
import { printable } from '../terminal/printable.js';

const UNKNOWN_FIELDS_SHOWN = 6;

/** The most telling fields of an event, each as one readable piece. */
export function factsOf(event: AnySimotelEvent): string[] {
  switch (event.name) {
    case 'Cdr':
      return [
        `${show(event.data.src)} → ${show(event.data.dst)}`,
        ...pick(event.data, 'type', 'disposition', 'billsec', 'duration', 'wait', 'startTime'),
      ];
    case 'CdrQueue':
      return [
        `${show(event.data.src)} → ${show(event.data.dst)}`,
        ...pick(event.data, 'queue', 'disposition', 'billsec', 'wait', 'hangup', 'startTime', 'detail'),
      ];
    case 'NewState':
      return pick(event.data, 'exten', 'state', 'participant', 'direction', 'queue', 'dialer');
    case 'IncomingCall':
      return pick(event.data, 'number', 'entryPoint');
    case 'OutgoingCall':
      return pick(event.data, 'number', 'outgoingPoint');
    case 'Transfer':
      return [
        `${show(event.data.transferredFrom)} → ${show(event.data.transferredTo)}`,
        ...pick(event.data, 'transferer'),
      ];
    case 'ExtenAdded':
    case 'ExtenRemoved':
      return pick(event.data, 'exten', 'state');
    case 'IncomingFax':
      return [
        ...pick(event.data, 'src', 'dst', 'state', 'date'),
        ...pick(event.data.description, 'faxError'),
      ];
    case 'OutgoingFax':
      return [...pick(event.data, 'state', 'date'), ...pick(event.data.info, 'faxStatus', 'faxError')];
    case 'VoiceMail':
      return pick(event.data, 'number', 'caller', 'state', 'date', 'duration', 'message');
    case 'VoiceMailEmail':
      return pick(event.data, 'number', 'receiver', 'state', 'date', 'message');
    case 'Survey':
      return pick(event.data, 'src', 'dst', 'queue', 'point', 'label', 'date');
    case 'TrunkNewState':
    case 'TrunkAdded':
      return pick(event.data, 'trunkName', 'trunkType', 'state', 'date');
    case 'TrunkRemoved':
      return pick(event.data, 'trunkName', 'date');
    case 'AutoDialerReport':
      return pick(event.data, 'number', 'campaign', 'disposition', 'billsec', 'start', 'tries');
    case 'ReservedCallInFront':
      return pick(event.data, 'queueName', 'callerId', 'date');
    case 'Ping':
    case null:
      return fieldsOf(event);
  }
}

/** Names and values of those properties that are there. */
function pick<D extends object>(data: D | undefined, ...properties: (keyof D & string)[]): string[] {
  if (data === undefined) return [];
  return properties.filter((key) => data[key] !== undefined).map((key) => `${key} ${show(data[key])}`);
}

/** An event without typed data: the first of the fields that came. */
function fieldsOf({ raw }: AnySimotelEvent): string[] {
  const fields = Object.entries(raw.fields).filter(([key]) => key !== 'event_name' && key !== 'event');
  const shown = fields
    .slice(0, UNKNOWN_FIELDS_SHOWN)
    .map(([key, value]) => `${printable(key)} ${show(value)}`);
  const more = fields.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}

function show(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `[${value.length}]`;
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
