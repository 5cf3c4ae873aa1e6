import type { Reading } from '../reading.js';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

/**
 * Times carry no offset, but the call id begins with the epoch of the call (WF c). Where the two are whole
 * quarters of an hour apart, the PBX sends its local time.
 */
export function reviewTimeZone(
  start: Date | undefined,
  wait: number,
  callId: string | null,
  reading: Reading,
): void {
  if (start === undefined || callId === null) return;
  const epoch = epochOf(callId) * 1000;
  const began = start.getTime() - wait * 1000;
  const apart = Math.round((began - epoch) / QUARTER) * QUARTER;
  // No two zones are further apart; beyond that the id holds no epoch, and it may be too large for a date.
  if (Math.abs(apart) < 2 * QUARTER || Math.abs(apart) > 26 * HOUR) return;
  if (!(Math.abs(began - epoch - apart) <= MINUTE)) return;
  const offset = apart + reading.zone.offsetAt(epoch);
  if (offset < -12 * HOUR || offset > 14 * HOUR) return;
  reading.warn(
    'TIME_ZONE_SUSPECT',
    undefined,
    `The times are ${clock(apart)} away from the call id: the PBX seems to send local time. They are kept as ` +
      `read in ${reading.zone.name}; a timeZone with the offset ${clock(offset)} would fit.`,
  );
}

/** The whole seconds a call id begins with. By hand: `Number.parseInt` leaves compiled code, and this runs for every record. */
function epochOf(callId: string): number {
  let seconds = 0;
  for (let at = 0; at < callId.length; at++) {
    const digit = callId.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return at === 0 ? Number.NaN : seconds;
    seconds = seconds * 10 + digit;
  }
  return seconds;
}

function clock(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
