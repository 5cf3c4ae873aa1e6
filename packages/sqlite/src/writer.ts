import { setTimeout as after } from 'node:timers/promises';
import { SimotelError } from '@simotel-hooks/core';
import type { Connection } from './connection.js';
import type { ResolvedOptions } from './options.js';
import { isBusy, isOwnFault, storageError } from './trouble.js';

interface Job {
  readonly since: number;
  readonly cost: number;
  /** Runs inside a transaction, again where that was undone. @returns What tells the caller, for after the commit. */
  readonly write: () => () => void;
  readonly reject: (error: Error) => void;
}

/** How many writes one transaction takes; it blocks the process. */
const BATCH = 1_000;
/** How many characters may wait; beyond that writes are rejected, so that memory stays bounded. */
const MAX_WAITING = 64 * 1024 * 1024;

/**
 * Writes to the file: all that is asked for in one turn of the event loop goes into one transaction, in that order, because
 * the disk takes as long for one as for many. While another process is writing, they wait without blocking this one.
 */
export class Writer {
  private readonly connection: Connection;
  private readonly options: ResolvedOptions;
  private readonly jobs: Job[] = [];
  private waiting = 0;
  private scheduled = false;

  constructor(connection: Connection, options: ResolvedOptions) {
    this.connection = connection;
    this.options = options;
  }

  /**
   * @param write - Changes the file. Called again where its transaction was undone, so it changes nothing else.
   * @param cost - How many characters it holds in memory.
   * @returns What `write` returned, once it is on the disk.
   */
  run<T>(write: () => T, cost = 0): Promise<T> {
    if (cost > 0 && this.waiting > 0 && this.waiting + cost > MAX_WAITING) {
      return Promise.reject(new SimotelError('OVERLOADED', 'Too much waits to be stored.'));
    }
    return new Promise((resolve, reject) => {
      this.waiting += cost;
      this.jobs.push({
        since: performance.now(),
        cost,
        write: () => {
          const result = write();
          return () => resolve(result);
        },
        reject,
      });
      this.schedule();
    });
  }

  /** Reads, trying again while another process is in the way. */
  async read<T>(query: () => T): Promise<T> {
    const end = performance.now() + this.options.busyTimeoutMs;
    for (;;) {
      try {
        return query();
      } catch (error) {
        if (!isBusy(error) || performance.now() > end) throw storageError(this.options.file, error);
      }
      await after(pause());
    }
  }

  /** Done when all that was asked for before is written or rejected. */
  async idle(): Promise<void> {
    await this.run(() => undefined).catch(() => undefined);
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    const batch = this.jobs.slice(0, BATCH);
    try {
      const written = this.commit(batch);
      this.drop(batch.length);
      for (const tell of written) tell();
    } catch (error) {
      if (isBusy(error)) {
        this.postpone(error);
        return;
      }
      this.drop(batch.length);
      for (const job of batch) job.reject(storageError(this.options.file, error));
    }
    this.scheduled = false;
    if (this.jobs.length > 0) this.schedule();
  }

  /** A write that cannot work is rejected alone, and the others are written without it. */
  private commit(batch: readonly Job[]): (() => void)[] {
    let jobs = batch;
    for (;;) {
      let current: Job | undefined;
      try {
        return this.connection.transaction(() => {
          const written = jobs.map((job) => {
            current = job;
            return job.write();
          });
          current = undefined;
          return written;
        });
      } catch (error) {
        if (!current || !isOwnFault(error)) throw error;
        current.reject(storageError(this.options.file, error));
        jobs = jobs.filter((job) => job !== current);
      }
    }
  }

  private postpone(error: unknown): void {
    const end = performance.now() - this.options.busyTimeoutMs;
    // They are in the order they came.
    const kept = this.jobs.findIndex(({ since }) => since > end);
    for (const job of this.drop(kept === -1 ? this.jobs.length : kept)) {
      job.reject(storageError(this.options.file, error));
    }
    this.scheduled = this.jobs.length > 0;
    if (this.scheduled) setTimeout(() => this.flush(), pause());
  }

  private drop(count: number): Job[] {
    const dropped = this.jobs.splice(0, count);
    for (const { cost } of dropped) this.waiting -= cost;
    return dropped;
  }
}

/** Milliseconds until another try; by chance, so that processes do not meet again and again. */
const pause = () => 2 + Math.random() * 15;
