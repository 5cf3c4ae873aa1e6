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
import { Deliveries } from './deliveries.js';
import { keyText } from './key-text.js';
import { Memories } from './memories.js';
import { resolveOptions, type SqliteQueueOptions } from './options.js';
import { openFile } from './schema.js';
import { Disk } from './space.js';
import type { Storage } from './storage.js';
import { Worker } from './worker.js';
import { Writer } from './writer.js';

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
  const connection = openFile(resolved.file);
  const deliveries = new Deliveries(connection);
  const writer = new Writer(connection, resolved);
  return new Queue({ connection, deliveries, writer, options: resolved });
}

/** Characters a delivery that waits to be stored takes beside its text, roughly. */
const ROW = 1_000;

class Queue implements SqliteQueue {
  readonly file: string;
  readonly deadLetters: DeadLetters;
  private readonly storage: Storage;
  private readonly memories: Memories;
  private readonly disk: Disk;
  private readonly workers = new Set<Worker>();
  private closing: Promise<void> | undefined;

  constructor(storage: Storage) {
    this.file = storage.options.file;
    this.deadLetters = new SqliteDeadLetters(storage, () => this.wake());
    this.storage = storage;
    this.memories = new Memories(storage.connection);
    this.disk = new Disk(storage);
  }

  async add(delivery: StoredDelivery, { callKey, dedupe }: AddOptions): Promise<boolean> {
    this.open();
    const { deliveries, writer } = this.storage;
    if (this.disk.isFull()) throw new Error(`The disk of ${this.file} is full but for a reserve.`);
    const id = keyText(delivery.id);
    const call = callKey === null ? null : keyText(callKey);
    const json = JSON.stringify(delivery);
    const write = () => {
      const now = Date.now();
      if (dedupe && this.memories.knows(keyText(dedupe.key), now)) return false;
      deliveries.insert(id, call, json);
      if (dedupe) this.memories.remember(keyText(dedupe.key), dedupe.ttlMs, now);
      return true;
    };
    const added = await writer.run(write, json.length + ROW);
    if (added) this.wake();
    return added;
  }

  work(process: DeliveryProcessor, options: QueueWorkOptions): QueueWorker {
    this.open();
    const worker = new Worker(this.storage, process, options);
    this.workers.add(worker);
    return {
      close: async () => {
        await worker.close();
        this.workers.delete(worker);
      },
    };
  }

  counts(): Promise<QueueCounts> {
    return this.storage.writer.read(() => this.storage.deliveries.counts());
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.close()));
    await this.storage.writer.idle();
    this.storage.connection.close();
  }

  private wake(): void {
    for (const worker of this.workers) worker.wake();
  }

  private open(): void {
    if (this.closing) throw new SimotelError('CLOSED', 'The queue was closed.');
  }
}
