import { type AddOptions, type QueueCounts, SimotelError, type StoredDelivery } from '@simotel-hooks/core';
import type { Queue } from 'bullmq';
import type { Connection } from './connection.js';
import type { Inbox } from './inbox.js';
import { isJobId } from './item.js';
import { type JobData, openJobs } from './job.js';
import { digest } from './keys.js';
import type { ResolvedOptions } from './options.js';
import { Readiness } from './readiness.js';

/** How many wait for Redis at a time; beyond it they are refused, so memory is bounded. */
const MAX_WAITING = 10_000;

/** Redis knows no longer times to live than that, or not much. */
const CENTURY_MS = 100 * 365 * 24 * 60 * 60 * 1_000;

/** Asks Redis on behalf of somebody who waits: soon, or not at all. */
export class Producer {
  readonly queue: Queue<JobData, void, string>;
  private readonly inbox: Inbox;
  private readonly readiness: Readiness;
  private readonly asking = new Set<Promise<unknown>>();
  private closed = false;

  constructor(connection: Connection, inbox: Inbox, options: ResolvedOptions) {
    this.inbox = inbox;
    this.readiness = new Readiness(connection.redis, options.timeoutMs);
    this.queue = openJobs(connection, options);
  }

  add(delivery: StoredDelivery, { callKey, dedupe }: AddOptions): Promise<boolean> {
    return this.ask(async () => {
      const data = { delivery, callKey };
      if (dedupe) {
        return this.inbox.put({
          id: digest(dedupe.key),
          ttlMs: Math.min(Math.max(1, Math.ceil(dedupe.ttlMs)), CENTURY_MS),
          data,
        });
      }
      if (!isJobId(delivery.id)) throw new Error(`A delivery cannot have the id ${delivery.id}.`);
      return this.inbox.put({ id: delivery.id, data });
    });
  }

  counts(): Promise<QueueCounts> {
    return this.ask(() => this.inbox.counts());
  }

  /** Runs `question` when there is a connection. @throws {SimotelError} `CLOSED`, `OVERLOADED`; {Error} without one. */
  async ask<T>(question: () => Promise<T>): Promise<T> {
    if (this.closed) throw new SimotelError('CLOSED', 'The queue is closed.');
    if (this.asking.size >= MAX_WAITING) {
      throw new SimotelError('OVERLOADED', `${MAX_WAITING} others wait for an answer of Redis.`);
    }
    const answer = this.readiness.wait().then(question);
    this.asking.add(answer);
    try {
      return await answer;
    } finally {
      this.asking.delete(answer);
    }
  }

  /** Answers those who wait, then lets go of Redis. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.asking);
    await this.queue.close();
  }
}
