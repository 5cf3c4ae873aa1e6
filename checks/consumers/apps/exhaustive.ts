import { type AnySimotelEvent, decode, eventId, isSimotelError, safeDecode } from '@simotel-hooks/core';

/** Says in a line what happened, for every event there is. */
export function summary(event: AnySimotelEvent): string {
  switch (event.name) {
    case 'Cdr':
      return `${event.data.src} called ${event.data.dst} at ${event.data.startTime?.toISOString() ?? '?'}`;
    case 'CdrQueue':
      return `${event.data.queue ?? '?'}: ${event.data.detail?.map(({ dst }) => dst).join() ?? ''}`;
    case 'NewState':
      return `${event.data.exten} is ${event.data.state === 'InUse' ? 'talking' : event.data.state}`;
    case 'IncomingCall':
      return `${event.data.number} by ${event.data.entryPoint ?? '?'}`;
    case 'OutgoingCall':
      return `${event.data.number} by ${event.data.outgoingPoint ?? '?'}`;
    case 'Transfer':
      return `${event.data.transferredFrom} to ${event.data.transferredTo}`;
    case 'ExtenAdded':
    case 'ExtenRemoved':
      return event.data.exten;
    case 'IncomingFax':
      return `${event.data.faxId}: ${event.data.description?.faxStatus ?? '?'}`;
    case 'OutgoingFax':
      return `${event.data.faxId}: ${event.data.info?.faxStatus ?? '?'}`;
    case 'VoiceMail':
    case 'VoiceMailEmail':
      return `${event.data.number}: ${event.data.message ?? ''}`;
    case 'Survey':
      return `${event.data.point + 1} of 6`;
    case 'TrunkNewState':
    case 'TrunkAdded':
      return `${event.data.trunkName} is ${event.data.state ?? '?'}`;
    case 'TrunkRemoved':
      return event.data.trunkName;
    case 'AutoDialerReport':
      return `${event.data.number}: ${event.data.tries?.length ?? 0} tries`;
    case 'ReservedCallInFront':
      return event.data.queueName;
    case 'Ping':
      return event.raw.eventName ?? 'Ping';
    case null:
      return `unknown: ${event.raw.eventName ?? ''}`;
    default:
      return unreachable(event);
  }
}

function unreachable(event: never): never {
  throw new Error(`Unhandled: ${String(event)}`);
}

export function withoutNull(event: AnySimotelEvent): void {
  if (event.name !== null) return;
  // @ts-expect-error -- an unknown event is left
  unreachable(event);
}

export function wrongField(event: AnySimotelEvent): void {
  // @ts-expect-error -- only a narrowed event has the fields of its name
  event.data.src;
  // @ts-expect-error -- a state has no number
  if (event.name === 'NewState') event.data.number;
}

export function received(body: Uint8Array): string {
  const result = safeDecode({ method: 'POST', path: '/', body }, { timeZone: 'Asia/Tehran' });
  if (result.success) return eventId(result.event);
  return result.error.issues?.map(({ path }) => path).join() ?? result.error.code;
}

export function status(query: string): number {
  try {
    summary(decode({ method: 'GET', path: '/', query }));
    return 200;
  } catch (error) {
    return isSimotelError(error) ? error.status : 500;
  }
}
