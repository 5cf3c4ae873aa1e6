import type { SimotelError } from '@simotel-hooks/core';
import type { ReceivedDelivery } from '../delivery/delivery.js';
import type { DeliverySummary, ForwardView } from './protocol.js';

/** A delivery that is kept. What it was understood as is worked out again when somebody asks. */
export interface LoggedDelivery {
  readonly summary: DeliverySummary;
  readonly delivery: KeptDelivery;
  /** One for each URL it is passed on to; replaced when the answer comes. */
  forwards: readonly ForwardView[];
}

export interface KeptDelivery extends Omit<ReceivedDelivery, 'result'> {
  /** Why it could not be read at all: it was refused, too large, damaged. Nothing can be worked out again then. */
  readonly unread: SimotelError | null;
}

export interface LogLimits {
  /** How many deliveries. */
  readonly count: number;
  /** Bytes of their requests, roughly: the oldest go when there are more. */
  readonly bytes: number;
}

/** The last deliveries, in bounded memory. */
export class DeliveryLog {
  /** The number of the newest, 0 before there is one. */
  lastSeq = 0;
  private readonly kept = new Map<number, LoggedDelivery>();
  private readonly limits: LogLimits;
  private bytes = 0;

  constructor(limits: LogLimits) {
    this.limits = limits;
  }

  /** The number of the oldest that is kept, or of the next one where none is. */
  get firstSeq(): number {
    return this.lastSeq - this.kept.size + 1;
  }

  /** @param summaryOf - Makes the summary, now that the number is known. */
  add(delivery: KeptDelivery, summaryOf: (seq: number) => DeliverySummary): LoggedDelivery {
    const seq = this.lastSeq + 1;
    const logged = { summary: summaryOf(seq), delivery, forwards: [] };
    this.lastSeq = seq;
    this.kept.set(seq, logged);
    this.bytes += sizeOf(logged);
    while (this.kept.size > this.limits.count || (this.bytes > this.limits.bytes && this.kept.size > 1)) {
      this.forget(this.firstSeq);
    }
    return logged;
  }

  get(seq: number): LoggedDelivery | undefined {
    return this.kept.get(seq);
  }

  /** The oldest of those after a number, at most `limit`. */
  after(seq: number, limit: number): DeliverySummary[] {
    const from = Math.max(seq + 1, this.firstSeq);
    const until = Math.min(this.lastSeq, from + limit - 1);
    const found: DeliverySummary[] = [];
    for (let at = from; at <= until; at++) {
      const logged = this.kept.get(at);
      if (logged) found.push(logged.summary);
    }
    return found;
  }

  clear(): void {
    this.kept.clear();
    this.bytes = 0;
  }

  private forget(seq: number): void {
    const logged = this.kept.get(seq);
    if (!logged) return;
    this.bytes -= sizeOf(logged);
    this.kept.delete(seq);
  }
}

/** Beside the body, the headers and what keeps it all together. */
const OVERHEAD = 2_048;

const sizeOf = ({ delivery: { request } }: LoggedDelivery) =>
  request.body.byteLength + request.path.length + OVERHEAD;
