import type { CallEvent } from './call-event.js';
import { type Analysis, analyse } from './describe.js';
import { addEvent, mergeEvents } from './events.js';
import { compareIds } from './ids.js';
import { callerIn, callerKey, idKey, isIdKey, originateKey, unidentified } from './keys.js';
import type { ResolvedTrackOptions } from './options.js';
import type { CallChange } from './store.js';
import type { StoredCall } from './stored-call.js';

/** How many ids, and how many callers, one call is found by. Real ones have two or three; whoever sends more fills no memory. */
const MAX_LINKS = 20;

/** An event on its way into a call. */
export interface Arrival {
  readonly event: CallEvent;
  readonly source: string | null;
  readonly originatedCallId: string | null;
  /** By the tracker's clock: Unix time in milliseconds. */
  readonly now: number;
}

/** The call an event went into. */
export interface Joined {
  readonly call: StoredCall;
  readonly analysis: Analysis;
  /** Whether there was none before. */
  readonly isNew: boolean;
}

/** Every key a call the event belongs to may be known by. */
export function keysOf({ event, source, originatedCallId }: Arrival): string[] {
  const caller = callerIn(event);
  // Without an id too: whoever takes deliveries from a queue may take one twice, after others of the same caller.
  const keys = [idKey(source, event.callId ?? unidentified(event))];
  if (originatedCallId !== null) keys.push(originateKey(source, originatedCallId));
  if (caller !== undefined) keys.push(callerKey(source, caller));
  return keys;
}

/** Puts an event into its call, which may be new, or several that turn out to be one. `null`: it was there already. */
export function join(
  found: readonly StoredCall[],
  arrival: Arrival,
  keys: readonly string[],
  options: ResolvedTrackOptions,
): CallChange<Joined | null> {
  const own = found.filter((call) => belongs(call, arrival, options));
  const [first] = own;
  const merged = own.length === 1 && first ? first : own.reduce(merge, NOTHING);
  const list = addEvent(merged, arrival.event);
  if (list.events === first?.events && own.length === 1) return { calls: found, result: null };

  const others = own.length === found.length ? [] : found.filter((other) => !own.includes(other));
  const waiting = others.filter(isWaiting);
  const free =
    waiting.length === 0 ? keys : keys.filter((key) => !waiting.some((other) => other.keys.includes(key)));
  const analysis = analyse(list.events);
  const { source, event, now } = arrival;
  const ended = goesOn(event, analysis) ? null : merged.ended;
  const callIds = withId(merged.callIds, event.callId);
  const call: StoredCall = {
    keys: own.length === 1 && isSubset(free, merged.keys) ? merged.keys : keysAfter(merged, arrival, free),
    due: now + delayOf(ended, callIds, analysis, options),
    ended,
    source,
    callIds,
    originatedCallId: merged.originatedCallId ?? arrival.originatedCallId,
    events: list.events,
    droppedEvents: list.droppedEvents,
  };
  const rest = others.map((other) => withoutKeys(other, call.keys));
  return {
    calls: first && first === found[0] ? [call, ...rest] : [...rest, call],
    result: { call, analysis, isNew: first === undefined },
  };
}

const NOTHING: StoredCall = {
  keys: [],
  due: 0,
  ended: null,
  source: null,
  callIds: [],
  originatedCallId: null,
  events: [],
  droppedEvents: 0,
};

function belongs(call: StoredCall, arrival: Arrival, { twinWindowMs }: ResolvedTrackOptions): boolean {
  const { event, originatedCallId } = arrival;
  if (event.callId !== null && call.callIds.includes(event.callId)) return true;
  const isOriginated = originatedCallId !== null && call.originatedCallId === originatedCallId;
  if (isOriginated && call.callIds.length < MAX_LINKS) return true;
  // Only one without an id looks for its twin; two calls of one caller that have ids are two calls.
  if (event.callId !== null && call.callIds.length > 0) return false;
  return call.events.some((other) => areTwins(event, other, twinWindowMs));
}

/** Same number and entry point, within seconds (WF b). An extension that rings tells the number alone. */
function areTwins(one: CallEvent, other: CallEvent, windowMs: number): boolean {
  const number = callerIn(one);
  if (number === undefined || number !== callerIn(other)) return false;
  if (Math.abs(one.receivedAt - other.receivedAt) > windowMs) return false;
  const points = [one, other].map((each) =>
    each.name === 'IncomingCall' ? each.data.entryPoint : undefined,
  );
  return points[0] === points[1] || points.includes(undefined);
}

/** For its twin: until then no other call of the same caller takes its place. */
const isWaiting = ({ callIds, ended }: StoredCall) => callIds.length === 0 && ended === null;

function merge(one: StoredCall, other: StoredCall): StoredCall {
  if (one === NOTHING) return other;
  const isOpen = [one, other].some(({ callIds, ended }) => callIds.length > 0 && ended === null);
  return {
    ...mergeEvents(one, other),
    keys: [...one.keys, ...other.keys],
    due: 0,
    ended: isOpen ? null : (one.ended ?? other.ended),
    source: one.source,
    callIds: other.callIds.reduce<readonly string[]>(withId, one.callIds),
    originatedCallId: one.originatedCallId ?? other.originatedCallId,
  };
}

function withId(ids: readonly string[], id: string | null): readonly string[] {
  return id === null || ids.includes(id) ? ids : [...ids, id].sort(compareIds);
}

/** What ended goes on: with a queue's next agent after the last one was given up, for example. */
const goesOn = ({ name, data }: CallEvent, { phase }: Analysis) =>
  phase === 'open' &&
  (name === 'Transfer' || (name === 'NewState' && (data.state === 'Ringing' || data.state === 'InUse')));

function delayOf(
  ended: StoredCall['ended'],
  callIds: readonly string[],
  { phase }: Analysis,
  options: ResolvedTrackOptions,
): number {
  if (ended !== null) return options.keepEndedMs;
  if (callIds.length === 0) return options.twinWindowMs;
  if (phase === 'open') return options.idleTimeoutMs;
  return phase === 'waiting' ? options.recordWaitMs : options.settleMs;
}

function keysAfter(
  { keys, callIds }: StoredCall,
  { source, event }: Arrival,
  more: readonly string[],
): string[] {
  const ids = withId(callIds, event.callId);
  if (ids.length === 0) return [...new Set([idKey(source, unidentified(event)), ...keys, ...more])];
  // A call without an id may have got one.
  const kept = keys.filter((key) => !isIdKey(key)).slice(-MAX_LINKS);
  const others = more.filter((key) => !isIdKey(key));
  return [...new Set([...ids.map((id) => idKey(source, id)), ...kept, ...others])];
}

const isSubset = (some: readonly string[], all: readonly string[]) => some.every((key) => all.includes(key));

function withoutKeys(call: StoredCall, taken: readonly string[]): StoredCall {
  const keys = call.keys.filter((key) => !taken.includes(key));
  return keys.length === call.keys.length ? call : { ...call, keys };
}
