import type { CallEvidence, CallOutcome } from './call.js';
import { type Interval, intersection, union } from './intervals.js';
import type { LegFacts } from './legs.js';
import type { CallRecord } from './records.js';

/** How a call ended, as far as its events tell. */
export interface Verdict {
  readonly outcome: CallOutcome;
  readonly evidence: CallEvidence;
  /** When it was answered: Unix time in milliseconds. */
  readonly answeredAt: number | null;
  /** Seconds until then, where a record tells. */
  readonly wait: number | undefined;
  readonly talk: readonly Interval[];
}

/** By its records and extensions: whatever says that somebody answered is right, because nothing says so by mistake. */
export function verdictOf(records: readonly CallRecord[], legs: readonly LegFacts[]): Verdict {
  for (const kind of ['cdr', 'cdrQueue'] as const) {
    const answered = records.filter((record) => record.kind === kind && record.outcome === 'answered');
    if (answered.length > 0) return answeredBy(kind, answered, legs);
  }
  const pickedUp = firstAnswer(legs);
  if (pickedUp !== null) {
    const leftAt = Math.max(...legs.map((leg) => (leg.answeredAt === null ? 0 : (leg.leftAt ?? 0))));
    const talk: Interval[] = leftAt > pickedUp ? [[pickedUp, leftAt]] : [];
    return { outcome: 'answered', evidence: 'states', answeredAt: pickedUp, wait: undefined, talk };
  }
  const unanswered = { answeredAt: null, wait: undefined, talk: [] };
  for (const kind of ['cdr', 'cdrQueue'] as const) {
    const outcomes = records.filter((record) => record.kind === kind).map(({ outcome }) => outcome);
    if (outcomes.length > 0) return { ...unanswered, outcome: bestOf(outcomes), evidence: kind };
  }
  // Of an extension that dials, nothing but a record tells why it left.
  const rang = legs.some(({ rangAt }) => rangAt !== null) && legs.every(({ isActive }) => !isActive);
  return { ...unanswered, outcome: rang ? 'missed' : 'unknown', evidence: 'states' };
}

function answeredBy(
  kind: CallRecord['kind'],
  records: readonly CallRecord[],
  legs: readonly LegFacts[],
): Verdict {
  const [first] = records;
  const talk = records.map(
    ({ answeredAt, talkMs }): Interval => [answeredAt ?? 0, (answeredAt ?? 0) + talkMs],
  );
  const answeredAt = first?.answeredAt ?? firstAnswer(legs);
  // In the record of a queue it counts from the entry into the queue.
  const wait = kind === 'cdr' ? first?.wait : undefined;
  return { outcome: 'answered', evidence: kind, answeredAt, wait, talk: union(talk) };
}

/** When an extension first answered. */
export function firstAnswer(legs: readonly LegFacts[]): number | null {
  const times = legs.map(({ answeredAt }) => answeredAt).filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** A call that rang somewhere was not busy, and one that was busy somewhere did not fail. */
function bestOf(outcomes: readonly CallOutcome[]): CallOutcome {
  const order = ['missed', 'busy', 'failed'] as const;
  return order.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';
}

/** Of a call with several ids (both sides were called by the PBX): as answered as the side that is so the least. */
export function combine(sides: readonly Verdict[]): Verdict {
  const [first, ...others] = sides;
  if (first === undefined) throw new TypeError('A call has one side at least.');
  const unanswered = sides.find(({ outcome }) => outcome !== 'answered');
  if (unanswered) return { ...unanswered, answeredAt: null, wait: undefined, talk: [] };
  return others.reduce(
    (one, other) => ({
      outcome: 'answered',
      evidence: other.evidence,
      answeredAt: Math.max(one.answeredAt ?? 0, other.answeredAt ?? 0),
      wait: undefined,
      talk: intersection(one.talk, other.talk),
    }),
    first,
  );
}
