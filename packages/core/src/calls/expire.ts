import { type Analysis, analyse } from './describe.js';
import { isCall } from './phase.js';
import type { CallChange } from './store.js';
import type { StoredCall } from './stored-call.js';

/** A call whose end is to be reported. */
export interface Ended {
  readonly call: StoredCall;
  readonly analysis: Analysis;
}

/** Ends what had its time, and forgets what ended long ago. */
export function expire(
  found: readonly StoredCall[],
  now: number,
  keepEndedMs: number,
): CallChange<Ended | null> {
  const [call] = found;
  if (!call || call.due > now) return { calls: found, result: null };
  if (call.ended !== null || !isCall(call.events)) return { calls: [], result: null };
  const analysis = analyse(call.events);
  const ended = endedCall(call, reasonOf(analysis), now + keepEndedMs);
  return { calls: [ended], result: { call: ended, analysis } };
}

/** Ends what only waits for stragglers. */
export function endEarly(
  found: readonly StoredCall[],
  now: number,
  keepEndedMs: number,
): CallChange<Ended | null> {
  const [call] = found;
  if (!call || call.ended !== null || analyse(call.events).phase === 'open') {
    return { calls: found, result: null };
  }
  return expire([{ ...call, due: now }], now, keepEndedMs);
}

/** Makes room. */
export function evict([call]: readonly StoredCall[]): CallChange<Ended | null> {
  if (!call || call.ended !== null || !isCall(call.events)) return { calls: [], result: null };
  return { calls: [], result: { call: endedCall(call, 'evicted', 0), analysis: analyse(call.events) } };
}

const reasonOf = ({ phase }: Analysis): StoredCall['ended'] => (phase === 'open' ? 'timeout' : 'over');

/** With a list of its own: that of the store goes on. */
const endedCall = (call: StoredCall, ended: StoredCall['ended'], due: number): StoredCall => ({
  ...call,
  events: [...call.events],
  ended,
  due,
});
