import type { CallLeg } from './call.js';
import type { CallEvent } from './call-event.js';
import type { Facts } from './facts.js';

/** An extension's part in a call, and whether it still rings or talks. */
export interface LegFacts extends CallLeg {
  readonly isActive: boolean;
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
  const byExten = new Map<string, State[]>();
  for (const state of states) {
    const known = byExten.get(state.data.exten);
    if (known) known.push(state);
    else byExten.set(state.data.exten, [state]);
  }
  const legs: LegFacts[] = [];
  for (const [exten, own] of byExten) legs.push(legOf(exten, own, cdrs, byExten));
  for (const { data } of queues) addRecorded(legs, data, shift);
  return legs;
}

function legOf(
  exten: string,
  states: readonly State[],
  cdrs: readonly Cdr[],
  all: ReadonlyMap<string, unknown>,
): LegFacts {
  const direction = states.find(({ data }) => data.direction !== undefined)?.data.direction ?? null;
  const first = { rang: NEVER, inUse: NEVER, answered: NEVER };
  const last = { active: -NEVER, left: -NEVER };
  let rings = 0;
  let leaves = 0;
  for (let at = 0; at < states.length; at++) {
    const state = states[at];
    if (state === undefined || isRepeat(states, at)) continue;
    const { receivedAt, data } = state;
    if (data.state === 'Ringing') {
      rings++;
      first.rang = Math.min(first.rang, receivedAt);
      last.active = receivedAt;
    } else if (data.state === 'InUse') {
      first.inUse = Math.min(first.inUse, receivedAt);
      if (data.dialer === false) first.answered = Math.min(first.answered, receivedAt);
      last.active = receivedAt;
    } else if (LEFT.has(data.state)) {
      leaves++;
      last.left = receivedAt;
    }
  }
  const isDialing = direction === 'out';
  const answered = isDialing ? first.answered : direction === 'in' || rings > 0 ? first.inUse : NEVER;
  const record = cdrs.find((cdr) => speaksOf(cdr, exten, all) && cdr.receivedAt > last.active + REORDER_MS);
  const hasLeft = last.left >= last.active || changedPlaces(last, rings, leaves);
  const leftAt = hasLeft ? Math.max(last.left, last.active) : record?.receivedAt;
  return {
    exten,
    direction,
    rangAt: known(first.rang),
    dialedAt: isDialing ? known(first.inUse) : null,
    answeredAt: known(answered),
    leftAt: known(leftAt ?? NEVER),
    isActive: !hasLeft && record === undefined,
  };
}

const NEVER = Number.POSITIVE_INFINITY;
const known = (time: number) => (Number.isFinite(time) ? time : null);

/** States in which an extension has nothing to do with the call any more. Words nobody knows say nothing. */
const LEFT: ReadonlySet<string> = new Set(['Idle', 'Unavailable', 'Pause']);

/** Sent twice: the same state not long after. */
function isRepeat(states: readonly State[], at: number): boolean {
  const state = states[at];
  for (let before = at - 1; state !== undefined && before >= 0; before--) {
    const other = states[before];
    if (other === undefined || state.receivedAt - other.receivedAt > REORDER_MS) return false;
    if (isSame(other.data, state.data) && !isRepeat(states, before)) return true;
  }
  return false;
}

const isSame = (one: State['data'], other: State['data']) =>
  one.state === other.state &&
  one.participant === other.participant &&
  one.direction === other.direction &&
  one.queue === other.queue &&
  one.dialer === other.dialer;

/** The extension left, and what it did before only arrived afterwards: it left as often as it began. */
function changedPlaces(last: { active: number; left: number }, rings: number, leaves: number): boolean {
  return last.active - last.left <= REORDER_MS && leaves >= Math.max(rings, 1);
}

/** A Cdr that names one of the extensions is of that one alone, as when several agents are tried; any other is of all. */
function speaksOf({ data: { src, dst } }: Cdr, exten: string, all: ReadonlyMap<string, unknown>): boolean {
  return src === exten || dst === exten || !all.has(dst);
}

/** The record of a queue names the agents it tried, also those whose states did not come. */
function addRecorded(legs: LegFacts[], data: CallEvent<'CdrQueue'>['data'], shift: number): void {
  const agents = data.detail?.map(({ dst }) => dst) ?? [];
  for (const agent of data.disposition === 'ANSWERED' ? [...agents, data.dst] : agents) {
    if (agent !== undefined && !legs.some(({ exten }) => exten === agent)) legs.push(recorded(agent));
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
});
