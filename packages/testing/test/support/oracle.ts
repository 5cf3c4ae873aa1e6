import type { Call } from '@simotel-hooks/core/calls';
import type { CallTruth } from '../../src/index.js';

/** What a tracker made of one call, held against what happened. */
export interface Judgement {
  readonly truth: CallTruth;
  readonly call: Call | undefined;
  readonly verdict: 'right' | 'unknown' | 'wrong';
  /** What is wrong. */
  readonly differences: readonly string[];
}

/** Events travel up to 80 ms, and one that is late or sent twice up to 2 s more: states tell no other time than that of arrival. */
const ARRIVAL_MS = 2_100;

/** The outcome, who answered, all times and all seconds. Unknown is right only where no record came and nobody rang. */
export function judge(truth: CallTruth, call: Call | undefined): Judgement {
  const differences = call ? differencesOf(truth, call) : ['The call is missing.'];
  const isUnknown = call?.outcome === 'unknown';
  return {
    truth,
    call,
    verdict: differences.length > 0 ? 'wrong' : isUnknown ? 'unknown' : 'right',
    differences,
  };
}

function differencesOf(truth: CallTruth, call: Call): string[] {
  const differences: string[] = [];
  const expect = (name: keyof Call & keyof CallTruth, isRight: boolean) => {
    if (!isRight) differences.push(`${name}: ${call[name]} instead of ${truth[name]}`);
  };
  const equal = (name: keyof Call & keyof CallTruth) => expect(name, call[name] === truth[name]);
  for (const name of ['id', 'createdAt', 'answeredBy'] as const) equal(name);
  if (call.outcome === 'unknown') {
    expect('outcome', canNotBeKnown(truth));
    return differences;
  }
  for (const name of ['outcome', 'answeredAt', 'talkSeconds'] as const) equal(name);
  const isRecorded = call.evidence === 'cdr' && hasAllRecords(truth, call);
  expect('endedAt', within(isRecorded ? 0 : ARRIVAL_MS, call.endedAt, truth.endedAt));
  expect('waitSeconds', within(isRecorded ? 0 : ARRIVAL_MS / 1000 + 1, call.waitSeconds, truth.waitSeconds));
  return differences;
}

const within = (tolerance: number, one: number | null, other: number) =>
  one !== null && Math.abs(one - other) <= tolerance;

/** Nothing on the wire tells why an extension that dialled stopped, or why a caller whom nobody was told of hung up. */
const canNotBeKnown = ({ hasCdr, hasCdrQueue, direction, tried }: CallTruth) =>
  !hasCdr && !hasCdrQueue && (direction === 'outgoing' || tried.length === 0);

/** Of a transfer that nobody answered there may be no record; its end is known from the extension that rang. */
const hasAllRecords = ({ transfers }: CallTruth, { events }: Call) =>
  transfers.length === 0 || events.filter(({ name }) => name === 'Cdr').length > transfers.length;
