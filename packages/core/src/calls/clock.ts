import type { CallEvent } from './call-event.js';
import type { Facts } from './facts.js';
import { epochOf } from './ids.js';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;

/**
 * How far the PBX's clock text is from the truth, in milliseconds, where that is beyond doubt: a record says that the call
 * ended whole quarters of an hour after the record itself came, or that it began before its own id was given.
 */
export function clockShiftOf({ cdrs, queues }: Facts): number {
  return shiftIn(cdrs) || shiftIn(queues);
}

function shiftIn(records: readonly CallEvent<'Cdr' | 'CdrQueue'>[]): number {
  for (const record of records) {
    const shift = shiftOf(record);
    if (shift !== 0) return shift;
  }
  return 0;
}

function shiftOf({
  callId,
  receivedAt,
  data: { startTime, endTime },
}: CallEvent<'Cdr' | 'CdrQueue'>): number {
  if (endTime === undefined) return 0;
  // A record comes when the call has ended, so the two differ by a zone and little else.
  const shift = Math.round((endTime - receivedAt) / QUARTER) * QUARTER;
  if (Math.abs(shift) < 2 * QUARTER || Math.abs(endTime - receivedAt - shift) > MINUTE) return 0;
  const epoch = callId === null ? null : epochOf(callId);
  if (epoch === null || startTime === undefined) return shift > 0 ? shift : 0;
  const beganBeforeItsId = startTime < epoch - MINUTE;
  const wouldBeginAfterIt = startTime - shift >= epoch - MINUTE;
  return (shift > 0 || beganBeforeItsId) && wouldBeginAfterIt ? shift : 0;
}
