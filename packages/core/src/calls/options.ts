import { SimotelError } from '../error.js';
import { consoleLogger, type Logger } from '../hooks/log.js';
import { createMemoryCallStore } from './memory-store.js';
import type { CallStore } from './store.js';

/** What {@link trackCalls} takes; every option has a default. All times are milliseconds. */
export interface TrackCallsOptions {
  /**
   * How long a call whose record has come waits for stragglers before `end` is reported. Default 2,000. Events that come later
   * still change the call: they are reported by `update`.
   */
  settleMs?: number;
  /**
   * How long a call that no extension has anything to do with waits for its record, before it ends by what the extensions did.
   * Default 60,000: a queue may take that long to try its next agent, and a caller to leave a message.
   */
  recordWaitMs?: number;
  /** How long a call without any news stays open, before it ends as `'unknown'` with the evidence `'timeout'`. Default 2 hours. */
  idleTimeoutMs?: number;
  /** How long a call that ended is remembered, for events that come late and for `get`. Default 10 minutes. */
  keepEndedMs?: number;
  /**
   * How long an IncomingCall without an id waits for its twin that has one (WF b), before it becomes a call of its own, which
   * ends at once as `'unknown'`: nothing else can be known of it. Default 10,000.
   */
  twinWindowMs?: number;
  /**
   * How many calls are remembered. Beyond it those that ended are forgotten, then the oldest open call ends as `'unknown'` with
   * the evidence `'evicted'`, and a warning is logged. Default 10,000.
   */
  maxCalls?: number;
  /** Where calls are kept. Default {@link createMemoryCallStore}: in this process. */
  store?: CallStore;
  /** Where failures of `end` handlers and evictions are logged, in pino's call shape. Default: the console. */
  logger?: Partial<Logger>;
  /**
   * Tells the time: Unix time in milliseconds. Default `Date.now`. For events that were recorded or simulated, a clock that
   * follows their `receivedAt`.
   */
  now?: () => number;
}

/** The same with every default filled in. */
export type ResolvedTrackOptions = Required<TrackCallsOptions>;

const DURATIONS = {
  settleMs: 2_000,
  recordWaitMs: 60_000,
  idleTimeoutMs: 7_200_000,
  keepEndedMs: 600_000,
  twinWindowMs: 10_000,
} as const;

/** @throws {SimotelError} `OPTION_INVALID`. */
export function resolveTrackOptions(options: TrackCallsOptions): ResolvedTrackOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const resolved: ResolvedTrackOptions = {
    ...DURATIONS,
    maxCalls: 10_000,
    logger: consoleLogger,
    now: Date.now,
    store: options.store ?? createMemoryCallStore(),
    ...Object.fromEntries(given),
  };
  for (const name of ['settleMs', 'recordWaitMs', 'idleTimeoutMs', 'keepEndedMs', 'twinWindowMs'] as const) {
    const value: unknown = resolved[name];
    if (typeof value !== 'number' || !(value >= 0)) {
      throw new SimotelError('OPTION_INVALID', `${name} must be a number of milliseconds, 0 or more.`);
    }
  }
  if (typeof resolved.maxCalls !== 'number' || !(resolved.maxCalls >= 1)) {
    throw new SimotelError('OPTION_INVALID', 'maxCalls must be a number, 1 or more.');
  }
  return resolved;
}
