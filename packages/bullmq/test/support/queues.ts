import { randomUUID } from 'node:crypto';
import type {
  AddOptions,
  DeadLetter,
  DeliveryOutcome,
  QueueWorkOptions,
  StoredDelivery,
} from '@simotel-hooks/core';
import { expect, onTestFinished, vi } from 'vitest';
import { type BullMQQueue, type BullMQQueueOptions, createBullMQQueue } from '../../src/index.js';
import { freshName, sharedRedisUrl } from './shared.js';

/** A queue that is closed with the test; of its own name, in the Redis of this run. */
export function openQueue(options: Partial<BullMQQueueOptions> = {}): BullMQQueue {
  const { connection = sharedRedisUrl(), name = freshName(), ...others } = options;
  const queue = createBullMQQueue({ connection, name, ...others });
  onTestFinished(() => queue.close());
  return queue;
}

/** Another client of the same queue, as another process has one. */
export const secondOf = ({ name, prefix }: BullMQQueue, options: Partial<BullMQQueueOptions> = {}) =>
  openQueue({ name, prefix, ...options });

/** A delivery that is told apart by its path. */
export const deliveryOf = (path: string): StoredDelivery => ({
  id: randomUUID(),
  receivedAt: '2026-01-10T05:30:00.000Z',
  source: 'فروشگاه',
  request: {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: '{"a":"۱"}',
    ip: null,
  },
});

export const ALONE: AddOptions = { callKey: null, dedupe: null };
export const ofCall = (callKey: string): AddOptions => ({ callKey, dedupe: null });

export const DONE: DeliveryOutcome = { status: 'done' };
const failure = {
  code: 'HANDLER_FAILED',
  message: 'It broke: see below.',
  stack: 'Error: it broke\n    at x',
} as const;
export const DEAD: DeliveryOutcome = { status: 'dead', failure };
export const retryIn = (delayMs: number): DeliveryOutcome => ({ status: 'retry', delayMs, failure });

/** Handled paths in the order they were begun, with their attempts. */
export type Log = [path: string, attempt: number][];

/** Options of a worker that is not to have trouble: what it reports fails the test. */
export function untroubled(concurrency = 10): QueueWorkOptions {
  const errors: Error[] = [];
  onTestFinished(() => expect(errors).toEqual([]));
  return { concurrency, onError: (error) => void errors.push(error) };
}

/** Starts to work; `handle` says what becomes of a path, `log` what was handed out. */
export function workOn(
  queue: BullMQQueue,
  handle: (path: string, attempt: number) => DeliveryOutcome | Promise<DeliveryOutcome> = () => DONE,
  options: QueueWorkOptions = untroubled(),
): Log {
  const log: Log = [];
  queue.work(async ({ request: { path } }, attempt) => {
    log.push([path, attempt]);
    return handle(path, attempt);
  }, options);
  return log;
}

/** `vi.waitFor`, for as long as a busy machine may need. */
export const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

/** What an empty queue counts. */
export const EMPTY = { waiting: 0, active: 0, dead: 0 };

export const isEmpty = (queue: BullMQQueue) =>
  eventually(async () => expect(await queue.counts()).toEqual(EMPTY));

/** All dead letters, as they are listed. */
export async function lettersOf({ deadLetters }: BullMQQueue): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const letter of deadLetters.list()) letters.push(letter);
  return letters;
}

export const hasDead = (queue: BullMQQueue, dead: number) =>
  eventually(async () => expect(await queue.counts()).toEqual({ ...EMPTY, dead }));
