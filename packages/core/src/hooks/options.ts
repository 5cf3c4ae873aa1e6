import type { Authenticator } from '../auth/authenticator.js';
import { SimotelError } from '../error.js';
import type { DeliveryQueue } from '../queue/queue.js';
import type { DedupeOptions } from './dedupe.js';
import type { Logger } from './log.js';
import type { HooksTelemetry } from './telemetry.js';

/** What {@link createSimotelHooks} takes. Only `auth` is required. */
export interface SimotelHooksOptions {
  /**
   * Who may deliver events: {@link basicAuth} with the user and password of the PBX's panel, another helper, or a
   * function of your own. `false` accepts anybody, which is for development, or for an address that nobody else reaches.
   */
  auth: Authenticator | false;
  /** IANA zone of the PBX's clock, because the times it sends carry no offset. Default `'UTC'` (WF c). */
  timeZone?: string;
  /** Bytes a body may have; a larger one is refused before it is read. Default 1 MiB. */
  bodyLimit?: number;
  /**
   * When the PBX gets its answer:
   * - `'deadline'` (default): when all handlers are done, but after `ackTimeoutMs` at the latest. 200, 500 where one
   *   failed, 202 where they are still at work.
   * - `'immediate'`: once the event is decoded, always 202; handlers begin afterwards.
   * - `'afterHandlers'`: when all handlers are done, however long that takes (up to `handlerTimeoutMs`).
   */
  ack?: 'deadline' | 'immediate' | 'afterHandlers';
  /** Milliseconds until the answer with `ack: 'deadline'`. Default 800: parts of Simotel wait one second (WF d). */
  ackTimeoutMs?: number;
  /** Milliseconds handlers may take; then `delivery.signal` aborts and `HANDLER_TIMEOUT` is reported. Default 30,000. */
  handlerTimeoutMs?: number;
  /**
   * `'perCall'` (default): events of one call id (and source) are handled one after the other, in the order they
   * came; events without a call id, and of other calls, side by side. `'parallel'`: all side by side. Within one process.
   */
  order?: 'perCall' | 'parallel';
  /** How many deliveries may be at work at a time; beyond that `OVERLOADED` (503), so memory is bounded. Default 10,000. */
  maxPending?: number;
  /**
   * Keeps deliveries until their handlers are done, whatever dies in between: `@simotel-hooks/sqlite` for one machine,
   * `@simotel-hooks/bullmq` for many. What `handle` takes is answered when it is stored (202; 503 where it could not be within
   * `ackTimeoutMs` of its arrival, or a quarter of that where it came slowly), and no handler is called here:
   * {@link SimotelHooks.work} does that, in this process or others. `dedupe` is left to the queue then, and `close` closes it.
   * Default: none.
   */
  queue?: DeliveryQueue;
  /** Drop deliveries that came before. Default `false`: whether the PBX repeats itself is unknown (WF d). */
  dedupe?: false | DedupeOptions;
  /** Events of names this version does not know: `'accept'` (default) answers 200 and calls `onUnknown` (one
   * nobody listens to is logged); `'reject'` 422. */
  unknownEvents?: 'accept' | 'reject';
  /** Where to log, in pino's call shape; levels you leave out are silent. Default: warnings and errors to the console. */
  logger?: Partial<Logger>;
  /** Hears what happens, for metrics and traces: `openTelemetry()` of `@simotel-hooks/core/otel`. Default: none. */
  telemetry?: HooksTelemetry;
}

/** The same with every default filled in. */
export type ResolvedOptions = Required<Omit<SimotelHooksOptions, Absent>> & Pick<SimotelHooksOptions, Absent>;
type Absent = 'logger' | 'queue' | 'telemetry';

const DEFAULTS = {
  timeZone: 'UTC',
  bodyLimit: 1_048_576,
  ack: 'deadline',
  ackTimeoutMs: 800,
  handlerTimeoutMs: 30_000,
  order: 'perCall',
  maxPending: 10_000,
  dedupe: false,
  unknownEvents: 'accept',
} as const;

const CHOICES = {
  ack: ['deadline', 'immediate', 'afterHandlers'],
  order: ['perCall', 'parallel'],
  unknownEvents: ['accept', 'reject'],
} as const;

/** The longest a timer of the platform can run; beyond it fires at once. */
export const MAX_TIMER = 2_147_483_647;
const LIMITS = {
  bodyLimit: Number.MAX_SAFE_INTEGER,
  ackTimeoutMs: MAX_TIMER,
  handlerTimeoutMs: MAX_TIMER,
  maxPending: Number.MAX_SAFE_INTEGER,
} as const;

/** @throws {SimotelError} `OPTION_INVALID`, for what the compiler does not see: plain JavaScript and values from outside. */
export function resolveOptions(options: SimotelHooksOptions): ResolvedOptions {
  if (typeof options !== 'object' || options === null || !isAuth(options.auth)) {
    throw invalid(
      'auth is missing. Pass basicAuth({ username, password }) with what is set in the panel of the PBX, another ' +
        'authenticator, or auth: false to accept deliveries from anybody.',
    );
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const resolved: ResolvedOptions = { ...DEFAULTS, auth: options.auth, ...Object.fromEntries(given) };
  for (const name of ['ack', 'order', 'unknownEvents'] as const) {
    const choices: readonly string[] = CHOICES[name];
    if (!choices.includes(resolved[name])) throw invalid(`${name} must be one of ${choices.join(', ')}.`);
  }
  for (const name of ['bodyLimit', 'ackTimeoutMs', 'handlerTimeoutMs', 'maxPending'] as const) {
    const value: unknown = resolved[name];
    if (typeof value !== 'number' || !(value > 0 && value <= LIMITS[name])) {
      throw invalid(`${name} must be a number above 0, and at most ${LIMITS[name]}.`);
    }
  }
  if (resolved.queue && resolved.dedupe !== false && resolved.dedupe.store) {
    throw invalid(
      'dedupe.store is not used where there is a queue, which remembers repeats itself: leave it out.',
    );
  }
  if (resolved.queue && resolved.dedupe !== false && !Number.isFinite(resolved.dedupe.ttlMs)) {
    throw invalid('dedupe.ttlMs must be a number of milliseconds where there is a queue.');
  }
  if (resolved.telemetry && typeof resolved.telemetry !== 'object') {
    throw invalid('telemetry must be an object: what openTelemetry() of @simotel-hooks/core/otel returns.');
  }
  return resolved;
}

const isAuth = (auth: unknown) => auth === false || typeof auth === 'function';

const invalid = (message: string) => new SimotelError('OPTION_INVALID', message);
