import type { CallOutcome } from './call.js';
import type { CallEvent } from './call-event.js';
import type { Facts } from './facts.js';
import { epochOf } from './ids.js';

/** What a Cdr or a CdrQueue says of its call. Times are Unix time in milliseconds. */
export interface CallRecord {
  readonly kind: 'cdr' | 'cdrQueue';
  readonly callId: string | null;
  readonly outcome: CallOutcome;
  /** When talking began; `null` where nobody talked, or nothing tells. */
  readonly answeredAt: number | null;
  readonly talkMs: number;
  readonly endedAt: number | null;
  readonly wait: number | undefined;
}

/** The records of a call; those of the same kind in the order of their answers. */
export function recordsOf({ cdrs, queues }: Facts, shift: number): CallRecord[] {
  if (cdrs.length === 0 && queues.length === 0) return [];
  const records = cdrs.map((cdr) => ofCdr(cdr, shift));
  for (const record of queues) records.push(ofQueue(record, shift));
  return records.sort((one, other) => (one.answeredAt ?? 0) - (other.answeredAt ?? 0));
}

const OUTCOMES: Readonly<Record<string, CallOutcome>> = {
  ANSWERED: 'answered',
  'NO ANSWER': 'missed',
  MISSED: 'missed',
  LOST: 'missed',
  BUSY: 'busy',
  FAILED: 'failed',
};

const outcomeOf = (disposition = ''): CallOutcome =>
  Object.hasOwn(OUTCOMES, disposition) ? (OUTCOMES[disposition] ?? 'unknown') : 'unknown';

function ofCdr({ callId, data }: CallEvent<'Cdr'>, shift: number): CallRecord {
  const { startTime, endTime, billsec, duration, wait } = data;
  const outcome = outcomeOf(data.disposition);
  const spoken = startTime !== undefined && endTime !== undefined ? endTime - startTime : 0;
  // Without billsec, duration is all there is; in records with both it may count the wait too.
  const talkMs = billsec !== undefined ? billsec * 1000 : spoken > 0 ? spoken : (duration ?? 0) * 1000;
  const epoch = callId === null ? null : epochOf(callId);
  const byId = epoch === null || wait === undefined ? null : epoch + wait * 1000;
  // Of some answered records both times are the end (WF b).
  const isEndTwice = startTime === endTime && endTime !== undefined;
  const byEnd = endTime === undefined ? null : endTime - shift - talkMs;
  const answeredAt = isEndTwice ? byEnd : startTime === undefined ? (byId ?? byEnd) : startTime - shift;
  const endedAt = endTime !== undefined ? endTime - shift : answeredAt === null ? null : answeredAt + talkMs;
  return outcome === 'answered'
    ? { kind: 'cdr', callId, outcome, answeredAt, talkMs, endedAt, wait }
    : { kind: 'cdr', callId, outcome, answeredAt: null, talkMs: 0, endedAt, wait };
}

function ofQueue({ callId, data }: CallEvent<'CdrQueue'>, shift: number): CallRecord {
  const { answeredTime, endTime, billsec = 0, startTime, wait } = data;
  const outcome = outcomeOf(data.disposition);
  const talkMs = outcome === 'answered' ? billsec * 1000 : 0;
  const told = (time: number | undefined) => (time === undefined ? null : time - shift);
  const byWait = startTime === undefined || wait === undefined ? undefined : startTime + wait * 1000;
  return {
    kind: 'cdrQueue',
    callId,
    outcome,
    answeredAt: outcome === 'answered' ? told(answeredTime ?? byWait) : null,
    talkMs,
    endedAt: told(endTime),
    wait,
  };
}
