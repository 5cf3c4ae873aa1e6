import { type AddOptions, type QueueCounts, SimotelError, type StoredDelivery } from '@simotel-hooks/core';
import { Job, type JobsOptions, Queue } from 'bullmq';
import type { Connection } from './connection.js';
import { JOB_NAME, JOB_OPTIONS, type JobData } from './job.js';
import { digest, type Lanes } from './lanes.js';
import type { ResolvedOptions } from './options.js';
import { Readiness } from './readiness.js';

/** How many wait for Redis at a time; beyond it they are refused, so memory is bounded. */
const MAX_WAITING = 10_000;

/** BullMQ keeps a log of what happened to jobs, for dashboards: about so many lines. */
const MAX_EVENTS = 1_000;

/** Asks Redis on behalf of somebody who waits: soon, or not at all. */
export class Producer {
  readonly queue: Queue<JobData, void, string>;
  private readonly connection: Connection;
  private readonly lanes: Lanes;
  private readonly readiness: Readiness;
  private readonly asking = new Set<Promise<unknown>>();
  private closed = false;

  constructor(connection: Connection, lanes: Lanes, { name, prefix, timeoutMs }: ResolvedOptions) {
    this.connection = connection;
    this.lanes = lanes;
    this.readiness = new Readiness(connection.redis, timeoutMs);
    this.queue = new Queue(name, {
      connection: connection.client,
      prefix,
      // It would ask only once, and fail for ever if it got no answer then.
      skipVersionCheck: true,
      streams: { events: { maxLen: MAX_EVENTS } },
    });
    // Who asks hears of it.
    this.queue.on('error', () => {});
  }

  add(delivery: StoredDelivery, { callKey, dedupe }: AddOptions): Promise<boolean> {
    return this.ask(async () => {
      const deduplication = dedupe && { id: digest(dedupe.key), ttl: Math.max(1, Math.ceil(dedupe.ttlMs)) };
      const jobId = deduplication?.id ?? delivery.id;
      const options: JobsOptions = { ...JOB_OPTIONS, jobId, ...(deduplication && { deduplication }) };
      const job = new Job<JobData>(this.queue, JOB_NAME, { delivery, callKey }, options, jobId);
      const transaction = this.connection.client.multi();
      this.lanes.enter(transaction, jobId, callKey, deduplication?.id ?? null);
      // Both are queued at once; nothing is sent before exec.
      await job.addJob(transaction);
      const results = await transaction.exec().catch((error) => {
        throw reasonOf(error);
      });
      if (results === null) throw new Error('Redis did not carry out the transaction.');
      for (const [error] of results) if (error) throw error;
      // A delivery without a key for repeats is new, whatever was found: it can only have found itself.
      return dedupe === null || results[0]?.[1] === 1;
    });
  }

  counts(): Promise<QueueCounts> {
    return this.ask(async () => {
      const {
        active = 0,
        failed = 0,
        ...others
      } = await this.queue.getJobCounts('wait', 'prioritized', 'delayed', 'active', 'failed');
      const waiting = Object.values(others).reduce((sum, count) => sum + count, 0);
      return { waiting, active, dead: failed };
    });
  }

  /** Runs `question` when there is a connection. @throws {SimotelError} `CLOSED`, `OVERLOADED`; {Error} without one. */
  async ask<T>(question: () => Promise<T>): Promise<T> {
    if (this.closed) throw new SimotelError('CLOSED', 'The queue is closed.');
    if (this.asking.size >= MAX_WAITING) {
      throw new SimotelError('OVERLOADED', `${MAX_WAITING} others wait for an answer of Redis.`);
    }
    const answer = this.whenReady().then(question);
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

  private async whenReady(): Promise<void> {
    await this.readiness.wait();
    await this.queue.waitUntilReady();
  }
}

/** Why a transaction was refused: ioredis says that it was, and keeps what Redis said to its first command. */
function reasonOf(error: Error): unknown {
  return 'previousErrors' in error && Array.isArray(error.previousErrors)
    ? (error.previousErrors[0] ?? error)
    : error;
}
