import type { DeliveryFailure, SimotelErrorCode, StoredDelivery } from '@simotel-hooks/core';
import { type JobsOptions, Queue, type QueueBase, UnrecoverableError } from 'bullmq';
import type { Connection } from './connection.js';
import type { ResolvedOptions } from './options.js';

/** What is stored in a job. */
export interface JobData {
  readonly delivery: StoredDelivery;
  readonly callKey: string | null;
}

/** More often than anything is ever tried: how often is not for BullMQ to decide. */
export const UNLIMITED = 1_000_000_000;

export const JOB_NAME = 'delivery';

/** BullMQ keeps a log of what happened to jobs, for dashboards: about so many lines. */
const MAX_EVENTS = 1_000;

/** What BullMQ knows of the jobs, on a connection of ours. To be closed before that ends. */
export function openJobs(
  { client }: Connection,
  { name, prefix }: ResolvedOptions,
): Queue<JobData, void, string> {
  const queue = new Queue<JobData, void, string>(name, {
    connection: client,
    prefix,
    // It would ask only once, and fail for ever if it got no answer then.
    skipVersionCheck: true,
    streams: { events: { maxLen: MAX_EVENTS } },
  });
  // Who asks hears of it.
  queue.on('error', () => {});
  return queue;
}

export const JOB_OPTIONS = {
  attempts: UNLIMITED,
  backoff: { type: 'asked' },
  removeOnComplete: true,
  removeOnFail: false,
  stackTraceLimit: 1,
} as const satisfies JobsOptions;

/** Tells BullMQ to try again after `delayMs`. */
export class RetryError extends Error {
  readonly delayMs: number;

  constructor(failure: DeliveryFailure, delayMs: number) {
    super(reasonOf(failure));
    this.delayMs = Math.max(0, Math.ceil(delayMs));
    this.stack = failure.stack ?? this.message;
  }
}

/** Tells BullMQ to try no more. */
export function deadError(failure: DeliveryFailure): UnrecoverableError {
  const error = new UnrecoverableError(reasonOf(failure));
  error.stack = failure.stack ?? error.message;
  return error;
}

/** BullMQ keeps text, and dashboards show it. */
const reasonOf = ({ code, message }: DeliveryFailure) => `${code}: ${message}`;

/** The opposite of {@link RetryError} and {@link deadError}, from what BullMQ kept of them. */
export function failureOf(reason: string, stack: string | undefined): DeliveryFailure {
  const [, code = '', message = ''] = /^([A-Z_]+): (.*)$/s.exec(reason) ?? [];
  const failure: DeliveryFailure = isErrorCode(code)
    ? { code, message }
    : // Somebody else moved it there.
      { code: 'HANDLER_FAILED', message: reason };
  return stack === undefined || stack === reason ? failure : { ...failure, stack };
}

/** What {@link reasonOf} wrote was one. */
const isErrorCode = (text: string): text is SimotelErrorCode => text !== '';

/** Ends the wait of a job that was put aside. */
export async function wake(of: QueueBase, id: string): Promise<void> {
  try {
    await of.getBackend().promote(id);
  } catch (error) {
    // It is on its way already.
    if (!isGone(error)) throw error;
  }
}

/** BullMQ says so with a number below 0: somebody else was faster. */
const isGone = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' && error.code < 0;
