import { LIMITS, putLast } from '../../inspector/limits.js';
import type { BoardEntry, CallView, DeliverySummary, StreamMessage } from '../../inspector/protocol.js';
import { firstAtOrAfter } from './search.js';

/** What the page knows, put together from the messages of the server. */
export interface InspectorState {
  /** `null` until the first message. */
  readonly session: string | null;
  /** The oldest first. */
  readonly deliveries: readonly DeliverySummary[];
  /** The last delivery that was taken in: a new connection goes on behind it. */
  readonly lastSeq: number;
  /** The last delivery that the server told of, taken in or not. */
  readonly latestSeq: number;
  /** The first delivery that the server still has. */
  readonly firstSeq: number;
  readonly calls: ReadonlyMap<string, CallView>;
  readonly board: ReadonlyMap<string, BoardEntry>;
  readonly rev: number;
  /** What to add to the clock of the browser to get that of the server, in milliseconds. */
  readonly skew: number;
}

export const EMPTY_STATE: InspectorState = {
  session: null,
  deliveries: [],
  lastSeq: 0,
  latestSeq: 0,
  firstSeq: 1,
  calls: new Map(),
  board: new Map(),
  rev: 0,
  skew: 0,
};

/** Of what is on the board. */
const KINDS = 3;

/** Whether a message is of a server that was started anew, so that nothing of the state is true any more. */
export function isOtherSession(state: InspectorState, message: StreamMessage): boolean {
  return state.session !== null && state.session !== message.session;
}

/**
 * The state after a message.
 *
 * @param paused - Deliveries are only counted, and those there are stay.
 * @param receivedAt - By the clock of the browser.
 */
export function applyMessage(
  state: InspectorState,
  message: StreamMessage,
  paused: boolean,
  receivedAt: number,
): InspectorState {
  const { session, rev, firstSeq, now } = message;
  const arrived = message.deliveries ?? [];
  const latestSeq = Math.max(state.latestSeq, firstSeq - 1, arrived.at(-1)?.seq ?? 0);
  return {
    session,
    rev,
    firstSeq,
    latestSeq,
    skew: now - receivedAt,
    ...(paused ? pick(state) : takeIn(state, arrived, firstSeq)),
    calls: applyCalls(state.calls, message),
    board: applyBoard(state.board, message.board ?? []),
  };
}

/** Deliveries that wait because the list is paused. */
export function waitingCount({ latestSeq, lastSeq, firstSeq }: InspectorState): number {
  return Math.max(0, latestSeq - Math.max(lastSeq, firstSeq - 1));
}

/** Lets go of deliveries up to one, and of calls that ended. */
export function clearUpTo(state: InspectorState, seq: number, ended: ReadonlySet<string>): InspectorState {
  return {
    ...state,
    deliveries: from(state.deliveries, seq + 1),
    lastSeq: Math.max(state.lastSeq, seq),
    calls: new Map([...state.calls].filter(([key]) => !ended.has(key))),
  };
}

/** Keys of the calls that are over. */
export function endedCalls(state: InspectorState): ReadonlySet<string> {
  return new Set([...state.calls.values()].filter(isEnded).map(({ key }) => key));
}

function pick({ deliveries, lastSeq }: InspectorState): Pick<InspectorState, 'deliveries' | 'lastSeq'> {
  return { deliveries, lastSeq };
}

function takeIn(state: InspectorState, arrived: readonly DeliverySummary[], firstSeq: number) {
  const kept = from(state.deliveries, firstSeq);
  const added = arrived.filter(({ seq }) => seq > state.lastSeq && seq >= firstSeq);
  const lastSeq = Math.max(state.lastSeq, firstSeq - 1, added.at(-1)?.seq ?? 0);
  return { deliveries: added.length === 0 ? kept : [...kept, ...added], lastSeq };
}

/** The same list where nothing has to go, so that nobody looks at it again. */
function from(deliveries: readonly DeliverySummary[], seq: number): readonly DeliverySummary[] {
  const first = firstAtOrAfter(deliveries, seq);
  return first === 0 ? deliveries : deliveries.slice(first);
}

function applyCalls(
  before: ReadonlyMap<string, CallView>,
  { calls = [], forgottenCalls = [] }: StreamMessage,
): ReadonlyMap<string, CallView> {
  if (calls.length === 0 && forgottenCalls.length === 0) return before;
  const after = new Map(before);
  for (const key of forgottenCalls) after.delete(key);
  for (const call of calls) putLast(after, call.key, call, LIMITS.calls);
  return after;
}

function isEnded({ call }: CallView): boolean {
  return call.status === 'ended';
}

function applyBoard(
  before: ReadonlyMap<string, BoardEntry>,
  entries: readonly BoardEntry[],
): ReadonlyMap<string, BoardEntry> {
  if (entries.length === 0) return before;
  const after = new Map(before);
  for (const entry of entries) putLast(after, boardKey(entry), entry, KINDS * LIMITS.board);
  return after;
}

/** What tells things on the board apart. */
function boardKey({ kind, source, name }: BoardEntry): string {
  return JSON.stringify([kind, source, name]);
}
