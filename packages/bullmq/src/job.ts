import type { DeliveryFailure, SimotelErrorCode, StoredDelivery } from '@simotel-hooks/core';
import { type JobsOptions, UnrecoverableError } from 'bullmq';

/** What is stored in a job. */
export interface JobData {
  readonly delivery: StoredDelivery;
  readonly callKey: string | null;
}

/** More often than anything is ever tried: how often is not for BullMQ to decide. */
export const UNLIMITED = 1_000_000_000;

export const JOB_NAME = 'delivery';

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
