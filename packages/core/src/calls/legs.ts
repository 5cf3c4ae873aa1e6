import type { CallLeg } from './call.js';
import type { CallEvent } from './call-event.js';
import type { Facts } from './facts.js';

/** An extension's part in a call. */
export interface LegFacts extends CallLeg {
  /** Whether it still rings or talks. */
  readonly isActive: boolean;
  /** Whether it is only thought to: a record that came after its last state, though not long after, says otherwise. */
  readonly isDoubtful: boolean;
}

type State = CallEvent<'NewState'>;
type Cdr = CallEvent<'Cdr'>;

/**
 * Two events this close together may have changed places on the way, and two equal ones are one that was sent twice
 * (milliseconds). No extension rings, is left and rings again for one call in less.
 */
export const REORDER_MS = 5_000;

/**
 * What each extension did, in the order they came in. Times are those of arrival; only where no NewState came, of a record.
 *
 * @param shift - By how many milliseconds the times of records are wrong.
 */
export function legsOf({ states, cdrs, queues }: Facts, shift: number): LegFacts[] {
  const legs: LegFacts[] = [];
  // Only records ask for them, and until the end there are none.
  const extens = cdrs.length === 0 ? NO_EXTENSIONS : new Set(states.map(({ data }) => data.exten));
  for (const { data } of states) {
    if (isLeg(legs, data.exten)) continue;
    legs.push(legOf(data.exten, withoutRepeats(data.exten, states), cdrs, extens));
  }
  for (const { data } of queues) addRecorded(legs, data, shift);
  return legs;
}

const NO_EXTENSIONS: ReadonlySet<string> = new Set();

const isLeg = (legs: readonly LegFacts[], extension: string) => legs.some(({ exten }) => exten === extension);

function legOf(
  exten: string,
  states: readonly State[],
  cdrs: readonly Cdr[],
  extens: ReadonlySet<string>,
): LegFacts {
  const direction = directionIn(states);
  let rang = NEVER;
  let inUse = NEVER;
  let connected = NEVER;
  let active = -NEVER;
  let left = -NEVER;
  let rings = 0;
  let leaves = 0;
  for (const { receivedAt, data } of states) {
    if (data.state === 'Ringing') {
      rings++;
      rang = Math.min(rang, receivedAt);
      active = receivedAt;
    } else if (data.state === 'InUse') {
      inUse = Math.min(inUse, receivedAt);
      if (data.dialer === false) connected = Math.min(connected, receivedAt);
      active = receivedAt;
    } else if (LEFT.has(data.state)) {
      leaves++;
      left = receivedAt;
    }
  }
  const isDialing = direction === 'out';
  const answered = isDialing ? connected : direction === 'in' || rings > 0 ? inUse : NEVER;
  // It left, or what it did before only arrived afterwards: then it left as often as it began.
  const changedPlaces = active - left <= REORDER_MS && leaves >= Math.max(rings, 1);
  const hasLeft = left >= active || changedPlaces;
  const record = hasLeft
    ? undefined
    : cdrs.findLast((cdr) => cdr.receivedAt > active && speaksOf(cdr, exten, extens));
  const isFree = hasLeft || (record !== undefined && record.receivedAt > active + REORDER_MS);
  return {
    exten,
    direction,
    rangAt: known(rang),
    dialedAt: isDialing ? known(inUse) : null,
    answeredAt: known(answered),
    leftAt: isFree ? known(hasLeft ? Math.max(left, active) : (record?.receivedAt ?? NEVER)) : null,
    isActive: !isFree,
    isDoubtful: !isFree && record !== undefined,
  };
}

function directionIn(states: readonly State[]): CallLeg['direction'] {
  for (const { data } of states) if (data.direction !== undefined) return data.direction;
  return null;
}

const NEVER = Number.POSITIVE_INFINITY;
const known = (time: number) => (Number.isFinite(time) ? time : null);

/** States in which an extension has nothing to do with the call any more. Words nobody knows say nothing. */
const LEFT: ReadonlySet<string> = new Set(['Idle', 'Unavailable', 'Pause']);

/** The states of one extension; what comes again not long after was sent twice. */
function withoutRepeats(exten: string, states: readonly State[]): State[] {
  const kept: State[] = [];
  for (const state of states) if (state.data.exten === exten && !isRepeat(state, kept)) kept.push(state);
  return kept;
}

function isRepeat(state: State, kept: readonly State[]): boolean {
  for (let at = kept.length - 1; at >= 0; at--) {
    const other = kept[at];
    if (other === undefined || state.receivedAt - other.receivedAt > REORDER_MS) return false;
    if (isSame(other.data, state.data)) return true;
  }
  return false;
}

const isSame = (one: State['data'], other: State['data']) =>
  one.state === other.state &&
  one.participant === other.participant &&
  one.direction === other.direction &&
  one.queue === other.queue &&
  one.dialer === other.dialer;

/**
 * Whether a Cdr says that an extension is free whose last state says otherwise. One that names an extension of the call is of
 * that one alone, as when several agents are tried; any other is of all.
 */
function speaksOf({ data }: Cdr, exten: string, extens: ReadonlySet<string>): boolean {
  return data.src === exten || data.dst === exten || !extens.has(data.dst);
}

/** The record of a queue names the agents it tried, also those whose states did not come. */
function addRecorded(legs: LegFacts[], data: CallEvent<'CdrQueue'>['data'], shift: number): void {
  const agents = data.detail?.map(({ dst }) => dst) ?? [];
  for (const agent of data.disposition === 'ANSWERED' ? [...agents, data.dst] : agents) {
    if (agent !== undefined && !isLeg(legs, agent)) legs.push(recorded(agent));
  }
  const at = legs.findIndex(({ exten }) => exten === data.dst);
  const leg = legs[at];
  if (!leg || leg.answeredAt !== null || data.disposition !== 'ANSWERED') return;
  const told = (time: number | undefined) => (time === undefined ? null : time - shift);
  legs[at] = {
    ...leg,
    rangAt: leg.rangAt ?? told(data.ringTime),
    answeredAt: told(data.answeredTime),
    leftAt: leg.leftAt ?? told(data.endTime),
  };
}

const recorded = (exten: string): LegFacts => ({
  exten,
  direction: 'in',
  rangAt: null,
  dialedAt: null,
  answeredAt: null,
  leftAt: null,
  isActive: false,
  isDoubtful: false,
});
