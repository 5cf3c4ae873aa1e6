import type { Call, CallLeg, CallSurvey, CallTransfer } from './call.js';
import type { CallEvent } from './call-event.js';
import { clockShiftOf } from './clock.js';
import { type Facts, factsOf } from './facts.js';
import { epochOf } from './ids.js';
import { secondsIn } from './intervals.js';
import { unidentified } from './keys.js';
import { type LegFacts, legsOf, REORDER_MS } from './legs.js';
import { partiesOf } from './parties.js';
import { type Phase, phaseOf } from './phase.js';
import { type CallRecord, recordsOf } from './records.js';
import type { StoredCall } from './stored-call.js';
import { combine, firstAnswer, type Verdict, verdictOf } from './verdict.js';

/** What the events of a call say together, before it is written down as a {@link Call}. */
export interface Analysis {
  readonly facts: Facts;
  readonly shift: number;
  readonly legs: readonly LegFacts[];
  readonly phase: Phase;
}

export function analyse(events: readonly CallEvent[]): Analysis {
  const facts = factsOf(events);
  const shift = clockShiftOf(facts);
  const legs = legsOf(facts, shift);
  return { facts, shift, legs, phase: phaseOf(facts, legs) };
}

/** A call as its events tell it: the same events give the same call, in whatever order they were taken in. */
export function describe(stored: StoredCall, analysis: Analysis = analyse(stored.events)): Call {
  const { source, callIds, originatedCallId, events, droppedEvents } = stored;
  const { facts, shift, legs, phase } = analysis;
  const records = recordsOf(facts, shift);
  const transfers = transfersOf(facts);
  const verdict = verdictIn(stored, records, legs);
  const hasEnded = stored.ended !== null;
  const answeredAt = answerOf(verdict, transfers, legs);
  const endedAt = hasEnded ? endOf(records, legs, phase) : null;
  const createdAt = creationOf(stored, facts, shift);
  const parties = partiesOf(facts, legs, originatedCallId !== null);
  const isAnswered = verdict.outcome === 'answered';
  const conclusion = conclude(stored, verdict, phase);
  return {
    id: callIds[0] ?? unidentified(events[0]),
    callIds,
    originatedCallId,
    source,
    direction: parties.direction,
    from: parties.from,
    to: parties.to,
    did: parties.did,
    entryPoint: parties.entryPoint,
    outgoingPoint: parties.outgoingPoint,
    queue: parties.queue,
    status: hasEnded ? 'ended' : isAnswered ? 'talking' : 'ringing',
    legs: legs.map(toLeg),
    answeredBy: parties.direction === 'outgoing' ? null : firstToAnswer(legs),
    transfers,
    createdAt,
    answeredAt,
    endedAt,
    waitSeconds: waitOf(verdict, answeredAt, createdAt, endedAt),
    talkSeconds: hasEnded && endedAt !== null && isAnswered ? secondsIn(verdict.talk) : null,
    outcome: hasEnded ? conclusion.outcome : null,
    evidence: hasEnded ? conclusion.evidence : null,
    recordings: recordingsOf(facts),
    survey: surveyOf(facts, shift),
    clockShiftSeconds: shift / 1000,
    events,
    droppedEvents,
  };
}

function verdictIn(
  { callIds, events }: StoredCall,
  records: readonly CallRecord[],
  legs: readonly LegFacts[],
): Verdict {
  if (callIds.length < 2) return verdictOf(records, legs);
  const sides = callIds.map((id) => {
    const own = factsOf(events.filter(({ callId }) => callId === id));
    return verdictOf(
      records.filter(({ callId }) => callId === id),
      legsOf(own, 0),
    );
  });
  return combine(sides);
}

/** After a transfer, the only record may be that of the last part (WF b); who answered before is known from the states. */
function answerOf(
  { answeredAt }: Verdict,
  transfers: readonly CallTransfer[],
  legs: readonly LegFacts[],
): number | null {
  const pickedUp = transfers.length > 0 ? firstAnswer(legs) : null;
  return answeredAt === null || pickedUp === null ? answeredAt : Math.min(answeredAt, pickedUp);
}

/** Where a record is missing, what the extensions did afterwards counts too. */
function endOf(records: readonly CallRecord[], legs: readonly LegFacts[], phase: Phase): number | null {
  const ends = (kind: CallRecord['kind']) =>
    latest(records.filter((record) => record.kind === kind).map(({ endedAt }) => endedAt));
  const recorded = ends('cdr') ?? ends('cdrQueue');
  if (phase === 'over' || (phase === 'open' && recorded !== null)) return recorded;
  return phase === 'open' ? null : latest([recorded, ...legs.map(({ leftAt }) => leftAt)]);
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function creationOf({ callIds: [id], events }: StoredCall, { cdrs, queues }: Facts, shift: number): number {
  const epoch = id === undefined ? null : epochOf(id);
  if (epoch !== null) return epoch;
  const told = [
    ...queues.map(({ data: { startTime } }) => startTime),
    ...cdrs.map(({ data: { startTime, wait } }) =>
      startTime === undefined || wait === undefined ? undefined : startTime - wait * 1000,
    ),
  ].filter((time) => time !== undefined);
  return told.length > 0 ? Math.min(...told) - shift : (events[0]?.receivedAt ?? 0);
}

function waitOf(
  { outcome, answeredAt: recorded, wait }: Verdict,
  answeredAt: number | null,
  createdAt: number,
  endedAt: number | null,
): number | null {
  if (wait !== undefined && answeredAt === recorded) return wait;
  if (answeredAt !== null) return Math.max(0, Math.round((answeredAt - createdAt) / 1000));
  if (outcome === 'answered' || endedAt === null) return null;
  return Math.max(0, Math.floor((endedAt - createdAt) / 1000));
}

function conclude(
  { ended }: StoredCall,
  verdict: Verdict,
  phase: Phase,
): Pick<Verdict, 'outcome' | 'evidence'> {
  const wasGivenUp = ended === 'timeout' || ended === 'evicted';
  const isKnown = verdict.evidence !== 'states' || phase !== 'open';
  return wasGivenUp && !isKnown ? { outcome: 'unknown', evidence: ended } : verdict;
}

function firstToAnswer(legs: readonly LegFacts[]): string | null {
  const called = legs.filter(({ direction }) => direction !== 'out');
  const first = firstAnswer(called);
  return called.find(({ answeredAt }) => answeredAt !== null && answeredAt === first)?.exten ?? null;
}

const toLeg = ({ exten, direction, rangAt, dialedAt, answeredAt, leftAt }: LegFacts): CallLeg => ({
  exten,
  direction,
  rangAt,
  dialedAt,
  answeredAt,
  leftAt,
});

/** One that was sent twice is one transfer. */
function transfersOf({ transfers }: Facts): CallTransfer[] {
  const found: CallTransfer[] = [];
  for (const { receivedAt: at, data } of transfers) {
    const { transferredFrom: from, transferredTo: to, transferer: by = null } = data;
    const isRepeat = found.some(
      (other) => other.from === from && other.to === to && other.by === by && at - other.at <= REORDER_MS,
    );
    if (!isRepeat) found.push({ from, to, by, at });
  }
  return found;
}

function recordingsOf({ cdrs, queues }: Facts): string[] {
  const names = new Set<string>();
  for (const { data } of cdrs) if (data.record !== undefined) names.add(data.record);
  for (const { data } of queues) if (data.record !== undefined) names.add(data.record);
  return [...names].sort();
}

function surveyOf({ surveys }: Facts, shift: number): CallSurvey | null {
  if (surveys.length === 0) return null;
  const votes = surveys.map(({ receivedAt, data: { point, label = null, dst: exten = null, date } }) => ({
    point,
    label,
    exten,
    at: date === undefined ? receivedAt : date - shift,
  }));
  return votes.sort((one, other) => one.at - other.at).at(-1) ?? null;
}
