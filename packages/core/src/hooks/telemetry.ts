import type { SimotelError, SimotelErrorCode } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import type { SimotelEventName } from '../names.js';
import type { QueueCounts } from '../queue/queue.js';
import type { Delivery } from './delivery.js';

/**
 * Hears what happens to deliveries, for metrics and traces: `openTelemetry` of `@simotel-hooks/core/otel` makes one. Leave
 * out what you do not need. Deliveries wait for these functions, so they should do no more than count. One that throws,
 * or rejects, costs no delivery; the first time is logged.
 *
 * @example
 * ```ts
 * const telemetry: HooksTelemetry = {
 *   answered: ({ event, status, error }) => statsd.increment('simotel', { event, status, error }),
 * };
 * ```
 */
export interface HooksTelemetry {
  /** A delivery is answered, or was taken by `accept`. Probes (HEAD) and requests of other paths are no deliveries. */
  answered?(answer: TelemetryAnswer): void;
  /** The handlers of an event are about to be called. @returns What hears of these handlers, if anything. */
  handling?(handling: TelemetryHandling): HandlingTelemetry | undefined;
  /** A delivery of the `queue` failed: it is tried again later, or moves to the dead letters. */
  failed?(failure: TelemetryFailure): void;
  /**
   * Names the current trace, in headers such as `traceparent`, when a delivery goes into the `queue`. They are stored with it,
   * and are in `delivery.request.headers` when its handlers are called, maybe in another process.
   */
  traceHeaders?(): Readonly<Record<string, string>>;
  /**
   * Called once where there is a `queue`.
   *
   * @param counts - How much is in it now. Rejects where the storage does not answer within two seconds.
   * @returns Called by `hooks.close`, before the queue is closed.
   */
  watchQueue?(counts: () => Promise<QueueCounts>): () => void;
}

/** Hears of the handlers of one event; what {@link HooksTelemetry.handling} gives. */
export interface HandlingTelemetry {
  /**
   * Calls `begin`, which calls the handlers and returns without waiting for them. What has to be known inside the handlers,
   * such as the current span, is set around it. Where `begin` was not called, or twice, they are called once all the same.
   */
  run?(begin: () => void): void;
  /** The handlers are done, or nobody waits for them any more. */
  end?(result: TelemetryResult): void;
}

/** Which event a delivery is, as far as it was read. */
interface TelemetrySubject {
  /** `'unknown'` for every name that is not known, `null` where there is none, or it was refused before it was read. */
  readonly event: SimotelEventName | 'unknown' | null;
  /** The PBX that sent it, as `auth` named it. */
  readonly source: string | null;
}

/** How a delivery was answered. */
export interface TelemetryAnswer extends TelemetrySubject {
  /** The HTTP status; `null` where `accept` gave the event to its caller, who answers. */
  readonly status: number | null;
  /** Why it was refused, or failed. `null` too for what cannot be decoded but is stored: `failed` hears of it. */
  readonly error: SimotelErrorCode | null;
  /** Milliseconds from its arrival to the answer, with fractions. */
  readonly durationMs: number;
}

/** Whose handlers are about to be called. */
export interface TelemetryHandling {
  readonly event: AnySimotelEvent;
  readonly delivery: Delivery;
  /** Whether it comes from the `queue`. Then its trace is that of `delivery.request.headers`, whatever runs here now. */
  readonly isStored: boolean;
  /** Milliseconds since it arrived, by the clocks of the machines; with `delivery.attempt` above 1 all tries included. */
  readonly waitedMs: number;
}

/** How the handlers of one event ended. */
export interface TelemetryResult {
  /** `HANDLER_FAILED` with what they threw as its cause, `HANDLER_TIMEOUT`, `CLOSED`, or `null`. */
  readonly error: SimotelError | null;
  /** Milliseconds they took, with fractions. */
  readonly durationMs: number;
}

/** Why a delivery of the `queue` was not handled. */
export interface TelemetryFailure extends TelemetrySubject {
  readonly error: SimotelErrorCode;
  /** Which try it was; the first is 1. */
  readonly attempt: number;
  /** Whether it is tried again, or moves to the dead letters. */
  readonly next: 'retry' | 'dead';
}
