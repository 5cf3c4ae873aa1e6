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
  const ofCalls = records.filter(({ kind }) => kind === 'cdr');
  const ofQueues = records.filter(({ kind }) => kind === 'cdrQueue');
  return (
    answeredBy('cdr', ofCalls, legs) ??
    answeredBy('cdrQueue', ofQueues, legs) ??
    pickedUp(legs) ??
    unansweredBy('cdr', ofCalls) ??
    unansweredBy('cdrQueue', ofQueues) ??
    left(legs)
  );
}

function answeredBy(
  kind: CallRecord['kind'],
  records: readonly CallRecord[],
  legs: readonly LegFacts[],
): Verdict | undefined {
  const answered = records.filter(({ outcome }) => outcome === 'answered');
  const [first] = answered;
  if (!first) return undefined;
  const talk = answered.map(
    ({ answeredAt, talkMs }): Interval => [answeredAt ?? 0, (answeredAt ?? 0) + talkMs],
  );
  const answeredAt = first.answeredAt ?? firstAnswer(legs);
  // In the record of a queue it counts from the entry into the queue.
  const wait = kind === 'cdr' ? first.wait : undefined;
  return { outcome: 'answered', evidence: kind, answeredAt, wait, talk: union(talk) };
}

function pickedUp(legs: readonly LegFacts[]): Verdict | undefined {
  const answeredAt = firstAnswer(legs);
  if (answeredAt === null) return undefined;
  const leftAt = Math.max(...legs.map((leg) => (leg.answeredAt === null ? 0 : (leg.leftAt ?? 0))));
  const talk: Interval[] = leftAt > answeredAt ? [[answeredAt, leftAt]] : [];
  return { outcome: 'answered', evidence: 'states', answeredAt, wait: undefined, talk };
}

function unansweredBy(kind: CallRecord['kind'], records: readonly CallRecord[]): Verdict | undefined {
  if (records.length === 0) return undefined;
  // A call that rang somewhere was not busy, and one that was busy somewhere did not fail.
  const best = (['missed', 'busy', 'failed'] as const).find((each) =>
    records.some(({ outcome }) => outcome === each),
  );
  return unanswered(best ?? 'unknown', kind);
}

/** Of an extension that dials, nothing but a record tells why it left. */
function left(legs: readonly LegFacts[]): Verdict {
  const hasRung = legs.some(({ rangAt }) => rangAt !== null);
  const isMissed = hasRung && legs.every(({ isActive }) => !isActive);
  return unanswered(isMissed ? 'missed' : 'unknown', 'states');
}

const unanswered = (outcome: CallOutcome, evidence: CallEvidence): Verdict => ({
  outcome,
  evidence,
  answeredAt: null,
  wait: undefined,
  talk: [],
});

/** When an extension first answered. */
export function firstAnswer(legs: readonly LegFacts[]): number | null {
  let first: number | null = null;
  for (const { answeredAt } of legs) {
    if (answeredAt !== null && (first === null || answeredAt < first)) first = answeredAt;
  }
  return first;
}

/** Of a call with several ids (both sides were called by the PBX): as answered as the side that is so the least. */
export function combine(sides: readonly Verdict[]): Verdict {
  const [first, ...others] = sides;
  if (first === undefined) throw new TypeError('A call has one side at least.');
  const least = sides.find(({ outcome }) => outcome !== 'answered');
  if (least) return unanswered(least.outcome, least.evidence);
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
