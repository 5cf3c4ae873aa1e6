import { isPromise } from '../auth/promise.js';
import { SimotelError } from '../error.js';
import type { SimotelEvent } from '../event.js';
import type { SimotelHooks } from '../hooks/contract.js';
import type { Delivery } from '../hooks/delivery.js';
import { log } from '../hooks/log.js';
import { inTime } from '../hooks/timer.js';
import { SIMOTEL_EVENT_NAMES } from '../names.js';
import type { Call } from './call.js';
import { toCallEvent } from './call-event.js';
import { describe } from './describe.js';
import { type Ended, endEarly, evict, expire } from './expire.js';
import { type CallTrackerEvents, type CallTrackerHandler, Handlers } from './handlers.js';
import { type Joined, join, keysOf } from './join.js';
import { idKey, originateKey } from './keys.js';
import { resolveTrackOptions, type TrackCallsOptions } from './options.js';
import { isCall } from './phase.js';
import type { StoredCall } from './stored-call.js';

/** Joins events to calls. Its functions are bound: they can be taken out and passed on. */
export interface CallTracker {
  /**
   * Calls `handler`
   *
   * - `'update'`: for every event that belongs to a call, with the call as it is now and the event. What it throws or
   *   rejects with fails the delivery. Events that come late change calls that have ended, too.
   * - `'end'`: once a call has ended and nothing more has come for it. What it throws is logged. A call that goes on after
   *   that, because a queue found an agent late, ends once more.
   *
   * @returns Its own undo.
   * @example
   * ```ts
   * tracker.on('end', (call) => {
   *   if (call.outcome === 'missed') askToCallBack(call.from);
   * });
   * ```
   */
  on<T extends keyof CallTrackerEvents>(type: T, handler: CallTrackerHandler<T>): () => void;
  /**
   * The call with this id, open or ended not long ago (`keepEndedMs`), or `null`.
   *
   * @param callId - Any of its ids: `id`, one of `callIds`, or `originatedCallId`.
   * @param options - `source`: the PBX it is from, as `auth` named it. Default `null`: hooks that name none.
   */
  get(callId: string, options?: { source?: string | null }): Promise<Call | null>;
  /** All calls that have not ended, the oldest first. */
  active(): Promise<Call[]>;
  /**
   * Takes no more events. Calls that are over and only waited for stragglers end now, unless others share the store.
   * Done when the handlers of `end` are. Close the hooks first, so that no event is missed.
   *
   * @param options - `graceMs`: milliseconds to wait for handlers. Default 10,000.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}

const SWEEP_MS = 500;
const BATCH = 1_000;

/**
 * Joins the events that hooks receive to calls: which extension rang, who answered, how long they talked, how it ended. Register
 * your handlers, and listen to calls instead of events.
 *
 * @param hooks - Of `createSimotelHooks`. Events of different `source` are never mixed.
 * @throws {SimotelError} `OPTION_INVALID`.
 * @example
 * ```ts
 * const tracker = trackCalls(hooks);
 * tracker.on('update', (call) => board.show(call));
 * tracker.on('end', (call) => crm.saveCall(call.id, call.from, call.answeredBy, call.outcome, call.talkSeconds));
 * ```
 */
export function trackCalls(hooks: Pick<SimotelHooks, 'on'>, options: TrackCallsOptions = {}): CallTracker {
  const resolved = resolveTrackOptions(options);
  const { store, now, maxCalls, keepEndedMs, logger } = resolved;
  const handlers: { [T in keyof CallTrackerEvents]: Handlers<T> } = {
    update: new Handlers(),
    end: new Handlers(),
  };
  /** What still tells of calls that ended. */
  const telling = new Set<Promise<void>>();
  let sweeping: Promise<void> | undefined;
  let nextSweep = 0;

  function take(event: SimotelEvent, { source, receivedAt }: Delivery): void | Promise<void> {
    if (event.callId === null && event.name !== 'IncomingCall') return;
    // A clock of the user's own moves with the events, and no timer knows of it.
    if (now() >= nextSweep) return sweep().then(() => put(event, source, receivedAt));
    return put(event, source, receivedAt);
  }

  function put(event: SimotelEvent, source: string | null, receivedAt: Date): void | Promise<void> {
    const { originatedCallId } = event;
    const own = toCallEvent(event, receivedAt.getTime());
    const arrival = { event: own, source, originatedCallId, now: now() };
    const keys = keysOf(arrival);
    const joined = store.update(keys, (found) => join(found, arrival, keys, resolved));
    return isPromise(joined) ? joined.then((each) => report(each, event)) : report(joined, event);
  }

  function report(joined: Joined | null, event: SimotelEvent): void | Promise<void> {
    if (joined === null) return;
    const { call, analysis, isNew } = joined;
    const room = isNew ? makeRoom() : undefined;
    // One without an id waits for its twin; what it says is said by that.
    if (handlers.update.isEmpty || call.callIds.length === 0 || !isCall(call.events)) return room;
    const emit = () => handlers.update.emit(describe(call, analysis), event);
    return room ? room.then(emit) : emit();
  }

  function makeRoom(): undefined | Promise<void> {
    const size = store.size();
    return typeof size === 'number' && size <= maxCalls ? undefined : evictOldest();
  }

  async function evictOldest(): Promise<void> {
    while ((await store.size()) > maxCalls) {
      const oldest = await store.oldest();
      if (!oldest) return;
      const ended = await store.update(oldest.keys.slice(0, 1), evict);
      if (!ended) continue;
      const { source, callIds } = ended.call;
      const details = { callId: callIds[0] ?? null, source, maxCalls };
      log(logger, 'warn', details, 'More calls are open than maxCalls allows; the oldest was given up.');
      finish(ended);
    }
  }

  function sweep(): Promise<void> {
    nextSweep = now() + SWEEP_MS;
    sweeping ??= expireAll().finally(() => {
      sweeping = undefined;
    });
    return sweeping;
  }

  async function expireAll(): Promise<void> {
    try {
      let due: readonly StoredCall[];
      do {
        due = await store.due(now(), BATCH);
        await Promise.all(due.map((call) => change(call, (found) => expire(found, now(), keepEndedMs))));
      } while (due.length === BATCH);
    } catch (err) {
      log(logger, 'error', { err }, 'The store of calls failed; calls end later than they should.');
    }
  }

  async function change(
    { keys }: StoredCall,
    how: (found: readonly StoredCall[]) => { calls: readonly StoredCall[]; result: Ended | null },
  ): Promise<void> {
    const ended = await store.update(keys.slice(0, 1), how);
    if (ended) finish(ended);
  }

  /** Nobody waits for it but `close`: neither other calls nor events of this one. */
  function finish(ended: Ended): void {
    const told = tell(ended).finally(() => telling.delete(told));
    telling.add(told);
  }

  async function tell({ call, analysis }: Ended): Promise<void> {
    if (handlers.end.isEmpty) return;
    const ended = describe(call, analysis);
    try {
      await handlers.end.emit(ended, null);
    } catch (err) {
      const details = { callId: ended.id, source: ended.source, err };
      log(logger, 'error', details, 'A handler of the end of a call failed.');
    }
  }

  async function close({ graceMs = 10_000 }: { graceMs?: number } = {}): Promise<void> {
    stopListening();
    clearInterval(timer);
    await sweep();
    const open = options.store ? [] : await store.open();
    await Promise.all(open.map((call) => change(call, (found) => endEarly(found, now(), keepEndedMs))));
    try {
      await inTime(Promise.all(telling), graceMs);
    } catch (err) {
      log(logger, 'error', { err, calls: telling.size }, 'Handlers of the end of calls did not finish.');
    }
  }

  async function get(callId: string, { source = null }: { source?: string | null } = {}) {
    const found =
      (await store.find(idKey(source, callId))) ?? (await store.find(originateKey(source, callId)));
    return found ? describe(found) : null;
  }

  // Not of every event: what nobody else listens to is still told to be unknown.
  const stopListening = hooks.on(SIMOTEL_EVENT_NAMES, take);
  const timer = setInterval(() => void sweep(), SWEEP_MS);
  // A program that has nothing else to do may end; `close` is for those who want the last calls.
  timer.unref?.();

  return {
    on(type, handler) {
      if (Object.hasOwn(handlers, type)) return handlers[type].add(handler);
      throw new SimotelError('OPTION_INVALID', `A tracker has "update" and "end", but no "${type}".`);
    },
    get,
    active: async () =>
      (await store.open()).filter(({ events }) => isCall(events)).map((call) => describe(call)),
    close,
  };
}
