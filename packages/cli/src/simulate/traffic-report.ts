import { createHistogram } from 'node:perf_hooks';
import { CliError } from '../errors.js';
import type { HttpAnswer } from '../http/send.js';

/** How simulated traffic went. */
export interface TrafficReport {
  /** Deliveries that were sent, answered or not. */
  readonly sent: number;
  /** How many got which status; `'failed'`: no answer. */
  readonly statuses: ReadonlyMap<number | 'failed', number>;
  /** Of those that were answered, in milliseconds; `null` where none was. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly max: number } | null;
  /** From the first delivery to the last answer. */
  readonly elapsedMs: number;
  /** The first reason for which there was no answer. */
  readonly firstError: CliError | null;
}

/** Counts answers, in the same memory however many there are. */
export class TrafficCounter {
  private readonly started = performance.now();
  private readonly statuses = new Map<number | 'failed', number>();
  /** In microseconds: it takes whole numbers only. */
  private readonly latencies = createHistogram();
  private sent = 0;
  private firstError: CliError | null = null;

  add(answer: HttpAnswer | CliError): void {
    this.sent++;
    const key = answer instanceof CliError ? 'failed' : answer.status;
    this.statuses.set(key, (this.statuses.get(key) ?? 0) + 1);
    if (answer instanceof CliError) this.firstError ??= answer;
    else this.latencies.record(Math.max(1, Math.round(answer.durationMs * 1000)));
  }

  report(): TrafficReport {
    const { sent, statuses, firstError, latencies } = this;
    const milliseconds = (percent: number) => latencies.percentile(percent) / 1000;
    return {
      sent,
      statuses: new Map(statuses),
      latency:
        latencies.count === 0
          ? null
          : { p50: milliseconds(50), p99: milliseconds(99), max: latencies.max / 1000 },
      elapsedMs: performance.now() - this.started,
      firstError,
    };
  }
}
