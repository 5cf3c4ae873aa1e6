import { isPromise } from '../auth/promise.js';
import { isSimotelError, type SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import { knownName } from '../names.js';
import type { DeliveryOutcome, DeliveryQueue } from '../queue/queue.js';
import type { HookDelivery } from './delivery.js';
import { type Logger, log } from './log.js';
import type { Outcome } from './run.js';
import type { HooksTelemetry, TelemetryAnswer } from './telemetry.js';
import { inTime } from './timer.js';

/** Whoever collects metrics waits for it. */
const COUNTS_TIMEOUT_MS = 2_000;

/** Tells the telemetry what happens. Whatever that does, no function here throws or rejects. */
export class Observer {
  private readonly telemetry: HooksTelemetry;
  private readonly logger: Partial<Logger>;
  private hasFailed = false;
  private unwatch: (() => void) | undefined;

  constructor(telemetry: HooksTelemetry, logger: Partial<Logger>) {
    this.telemetry = telemetry;
    this.logger = logger;
  }

  /**
   * @param subject - What it is, or why that is not known.
   * @param error - Why it was not taken.
   */
  answered(
    delivery: HookDelivery,
    status: number | null,
    subject: AnySimotelEvent | SimotelError,
    error?: SimotelError,
  ): void {
    const durationMs = performance.now() - delivery.begun;
    const { source } = delivery;
    const answer = { event: nameOf(subject), source, status, error: error?.code ?? null, durationMs };
    this.attempt(() => this.telemetry.answered?.(answer));
  }

  /** @param start - Calls the handlers; never throws or rejects. It is called once, whatever the telemetry does. */
  handle(
    event: AnySimotelEvent,
    delivery: HookDelivery,
    start: () => Outcome | Promise<Outcome>,
  ): Outcome | Promise<Outcome> {
    const { isStored, arrival } = delivery;
    // Clocks of different machines may differ, and are set back at times.
    const waitedMs = Math.max(0, Date.now() - arrival);
    const handling = this.attempt(() => this.telemetry.handling?.({ event, delivery, isStored, waitedMs }));
    const begun = performance.now();
    const begin = once(start);
    this.attempt(() => handling?.run?.(begin));
    const outcome = begin();
    const end = (error: Outcome) => {
      const durationMs = performance.now() - begun;
      this.attempt(() => handling?.end?.({ error: error ?? null, durationMs }));
    };
    if (outcome instanceof Promise) void outcome.then(end);
    else end(outcome);
    return outcome;
  }

  /** A delivery of the queue failed. */
  failed(error: SimotelError, { status }: DeliveryOutcome, attempt: number, source: string | null): void {
    if (status !== 'retry' && status !== 'dead') return;
    const failure = { event: nameOf(error), source, error: error.code, attempt, next: status };
    this.attempt(() => this.telemetry.failed?.(failure));
  }

  /** What names the current trace, in lower case. */
  traceHeaders(): Record<string, string> {
    const headers = this.attempt(() => this.telemetry.traceHeaders?.()) ?? {};
    const texts = Object.entries(headers).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]));
  }

  watch(queue: DeliveryQueue): void {
    const counts = async () => inTime(queue.counts(), COUNTS_TIMEOUT_MS);
    this.unwatch = this.attempt(() => this.telemetry.watchQueue?.(counts));
  }

  close(): void {
    this.attempt(() => this.unwatch?.());
  }

  private attempt<T>(call: () => T): T | undefined {
    try {
      const result = call();
      // Of an async function: nobody else hears when it rejects, and that would end the process.
      if (isPromise(result)) Promise.resolve(result).catch((err: unknown) => this.complain(err));
      return result;
    } catch (err) {
      this.complain(err);
      return undefined;
    }
  }

  private complain(err: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    log(this.logger, 'error', { err }, 'The telemetry failed; deliveries go on. This is logged once.');
  }
}

function once<T>(call: () => T): () => T {
  let called: { result: T } | undefined;
  return () => {
    called ??= { result: call() };
    return called.result;
  };
}

/** One of few names: whatever a sender puts there must not become a series of its own. */
function nameOf(subject: AnySimotelEvent | SimotelError): TelemetryAnswer['event'] {
  if (!isSimotelError(subject)) return subject.name ?? 'unknown';
  if (subject.event) return subject.event.name ?? 'unknown';
  const name = subject.raw?.eventName;
  return name ? (knownName(name) ?? 'unknown') : null;
}
