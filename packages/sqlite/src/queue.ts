import {
  type AddOptions,
  type DeadLetters,
  type DeliveryProcessor,
  type DeliveryQueue,
  type QueueCounts,
  type QueueWorker,
  type QueueWorkOptions,
  SimotelError,
  type StoredDelivery,
} from '@simotel-hooks/core';
import { SqliteDeadLetters } from './dead-letters.js';
import { keyText } from './key-text.js';
import { optionInvalid, type ResolvedOptions, resolveOptions, type SqliteQueueOptions } from './options.js';
import { openFile } from './store/schema.js';
import type { NewRow } from './store/store.js';
import { reasonOf } from './store/trouble.js';
import { StoreClient } from './store-client.js';
import { Worker } from './worker.js';

/** A {@link DeliveryQueue} in a SQLite file. */
export interface SqliteQueue extends DeliveryQueue {
  /** The absolute path of the file. */
  readonly file: string;
}

/**
 * Opens a file that keeps deliveries, or makes it. Any number of receivers and workers of one machine may open it at the
 * same time, each with a queue of its own.
 *
 * @throws {SimotelError} `OPTION_INVALID` where an option cannot work, or the file cannot be opened, is no database, or one
 * of another program or of a later version.
 * @example
 * ```ts
 * const hooks = createSimotelHooks({ auth, queue: createSqliteQueue({ file: 'deliveries.db' }) });
 * ```
 */
export function createSqliteQueue(options: SqliteQueueOptions): SqliteQueue {
  const resolved = resolveOptions(options);
  try {
    // Only to see that it can be. The thread that uses it opens it itself.
    openFile(resolved.file).close();
  } catch (error) {
    throw optionInvalid(reasonOf(error), error);
  }
  return new Queue(resolved);
}

/** Characters a delivery that waits to be stored takes beside its text, roughly. */
const ROW = 1_000;
/** How many characters may wait; beyond that deliveries are rejected, so that memory stays bounded. */
const MAX_WAITING = 64 * 1024 * 1024;

class Queue implements SqliteQueue {
  readonly file: string;
  readonly deadLetters: DeadLetters;
  private readonly options: ResolvedOptions;
  private readonly store: StoreClient;
  private readonly workers = new Set<Worker>();
  private waiting = 0;
  private closing: Promise<void> | undefined;

  constructor(options: ResolvedOptions) {
    this.file = options.file;
    this.options = options;
    this.store = new StoreClient(options);
    this.deadLetters = new SqliteDeadLetters(this.store, () => this.wake());
  }

  async add(delivery: StoredDelivery, options: AddOptions): Promise<boolean> {
    this.open();
    const now = Date.now();
    const row = rowOf(delivery, options, now);
    const size = row.delivery.length + ROW;
    if (this.waiting > 0 && this.waiting + size > MAX_WAITING) {
      throw new SimotelError('OVERLOADED', 'Too much waits to be stored.');
    }
    this.waiting += size;
    const added = await this.store.call('add', row, now).finally(() => {
      this.waiting -= size;
    });
    if (added) this.wake();
    return added;
  }

  work(process: DeliveryProcessor, options: QueueWorkOptions): QueueWorker {
    this.open();
    const worker = new Worker(this.store, this.options, process, options);
    this.workers.add(worker);
    return {
      close: async () => {
        await worker.close();
        this.workers.delete(worker);
      },
    };
  }

  counts(): Promise<QueueCounts> {
    return this.store.call('counts');
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.close()));
    await this.store.close();
  }

  private wake(): void {
    for (const worker of this.workers) worker.wake();
  }

  private open(): void {
    if (this.closing) throw new SimotelError('CLOSED', 'The queue was closed.');
  }
}

function rowOf(delivery: StoredDelivery, { callKey, dedupe }: AddOptions, now: number): NewRow {
  return {
    id: keyText(delivery.id),
    callKey: callKey === null ? null : keyText(callKey),
    delivery: JSON.stringify(delivery),
    memory: dedupe && { key: keyText(dedupe.key), until: untilOf(now, dedupe.ttlMs) },
  };
}

/** SQLite's numbers end later than those of JavaScript. */
const untilOf = (now: number, ttlMs: number) => Math.min(now + Math.ceil(ttlMs), Number.MAX_SAFE_INTEGER);
