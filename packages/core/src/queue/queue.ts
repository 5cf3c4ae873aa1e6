import type { SimotelErrorCode } from '../error.js';
import type { StoredDelivery } from './stored.js';

/**
 * Keeps deliveries between their arrival and their handlers, so that none is lost: `@simotel-hooks/sqlite` for one machine,
 * `@simotel-hooks/bullmq` for many. `runQueueSuite` of `@simotel-hooks/testing` checks one of your own.
 *
 * What every queue promises: a delivery that `add` took is handed out at least once, whatever dies in between; of
 * deliveries with the same `callKey`, each is handed out only when the one stored before it is done or dead; one that
 * waits for its next try holds back only those of its own `callKey`.
 */
export interface DeliveryQueue {
  /**
   * Stores a delivery. Rejects where it could not be stored; it should do so soon, and must not keep more and more in
   * memory while its storage does not answer.
   *
   * @returns Once it is safe: `true`, or `false` where `dedupe.key` is known and this is a repeat.
   */
  add(delivery: StoredDelivery, options: AddOptions): Promise<boolean>;
  /** Begins to hand out what is stored, and what will be, to `process`: the oldest first, each after those of its call. */
  work(process: DeliveryProcessor, options: QueueWorkOptions): QueueWorker;
  /** How much is stored. */
  counts(): Promise<QueueCounts>;
  /** What is not tried any more. */
  readonly deadLetters: DeadLetters;
  /** Closes its workers and lets go of its storage. Does nothing the second time. */
  close(): Promise<void>;
}

/** What {@link DeliveryQueue.add} has to know beside the delivery. */
export interface AddOptions {
  /** Deliveries of one key are handled in the order they were stored; `null` where the order does not matter. */
  readonly callKey: string | null;
  /** What makes it a repeat of another, and how long that is remembered at least, in milliseconds from now; or `null`. */
  readonly dedupe: { readonly key: string; readonly ttlMs: number } | null;
}

/**
 * Handles one delivery. Never rejects.
 *
 * @param attempt - 1 for the first. Each time a delivery is handed out counts, also when the process died before it said
 * how that went; one that was `released` does not count.
 */
export type DeliveryProcessor = (delivery: StoredDelivery, attempt: number) => Promise<DeliveryOutcome>;

/** What a queue has to do with a delivery that was handled. */
export type DeliveryOutcome =
  /** Forget it. */
  | { readonly status: 'done' }
  /** Hand it out again, not before `delayMs` milliseconds have passed. */
  | { readonly status: 'retry'; readonly delayMs: number; readonly failure: DeliveryFailure }
  /** Move it to the dead letters. */
  | { readonly status: 'dead'; readonly failure: DeliveryFailure }
  /** Hand it out again as if it had not been: the worker is closing. */
  | { readonly status: 'released' };

/** Why a delivery was not handled. */
export interface DeliveryFailure {
  readonly code: SimotelErrorCode;
  /** What to do, or what a handler threw. */
  readonly message: string;
  /** Where a handler threw. */
  readonly stack?: string;
}

/** How {@link DeliveryQueue.work} works. */
export interface QueueWorkOptions {
  /** How many deliveries are handled at a time, by this worker. */
  readonly concurrency: number;
  /** Hears of trouble with the storage that no caller hears of. May be called often. */
  readonly onError: (error: Error) => void;
}

/** What {@link DeliveryQueue.work} began. */
export interface QueueWorker {
  /** Hands out no more; done when what was handed out is handled, and stored as such where the storage answers. */
  close(): Promise<void>;
}

/** How many deliveries a {@link DeliveryQueue} holds. */
export interface QueueCounts {
  /** For a worker, for those before them in their call, or for their next try. */
  readonly waiting: number;
  /** Being handled. */
  readonly active: number;
  readonly dead: number;
}

/** A delivery that is not tried any more. */
export interface DeadLetter {
  /** For `get`, `replay` and `drop`. That of the delivery, or of its dedupe key. */
  readonly id: string;
  readonly delivery: StoredDelivery;
  /** Why it failed the last time. */
  readonly failure: DeliveryFailure;
  /** When, in ISO 8601. */
  readonly failedAt: string;
  /** How often it was handed out. */
  readonly attempts: number;
}

/** The deliveries that failed too often, or cannot be decoded. They are kept until somebody takes them out. */
export interface DeadLetters {
  /**
   * The first to fail comes first. What is taken out meanwhile may or may not be in it; what is put in after it began is not, so
   * that replaying all of them comes to an end.
   */
  list(): AsyncIterable<DeadLetter>;
  get(id: string): Promise<DeadLetter | undefined>;
  /** Puts one back to be handled, as the last of its call, with all its tries. @returns `false` where there is none. */
  replay(id: string): Promise<boolean>;
  /** Forgets one for good. @returns `false` where there is none. */
  drop(id: string): Promise<boolean>;
}
