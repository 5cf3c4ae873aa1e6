import { SimotelError } from '../error.js';

/**
 * How often a delivery is tried whose handlers fail, and how long apart: the first pause is `minDelayMs`, each further one
 * twice as long, up to `maxDelayMs`, give or take a tenth, so that not everything comes back at once.
 */
export interface RetryOptions {
  /** Tries, the first included; after the last, the delivery moves to the dead letters. Default 12: about half an hour. */
  attempts?: number;
  /** Milliseconds before the second try. Default 1,000. */
  minDelayMs?: number;
  /** Milliseconds between two tries at most. Default 900,000: a quarter of an hour. */
  maxDelayMs?: number;
}

/** The same with every default filled in. */
export type RetryPolicy = Readonly<Required<RetryOptions>>;

/** A tenth less than the longest a timer of the platform can run; beyond it fires at once. */
const LONGEST_DELAY_MS = Math.floor(2_147_483_647 / 1.1);
/** Doubled more often, any pause is longer than that. */
const MOST_DOUBLINGS = 31;

/** @throws {SimotelError} `OPTION_INVALID` */
export function retryPolicy({
  attempts = 12,
  minDelayMs,
  maxDelayMs = 900_000,
}: RetryOptions = {}): RetryPolicy {
  const least = minDelayMs ?? Math.min(1_000, maxDelayMs);
  if (!(Number.isInteger(attempts) && attempts > 0)) {
    throw new SimotelError('OPTION_INVALID', 'retry.attempts must be a whole number above 0.');
  }
  if (!(least >= 0 && maxDelayMs >= least && maxDelayMs <= LONGEST_DELAY_MS)) {
    const message = `retry.minDelayMs must be 0 or more, and retry.maxDelayMs not below it and at most ${LONGEST_DELAY_MS}.`;
    throw new SimotelError('OPTION_INVALID', message);
  }
  return { attempts, minDelayMs: least, maxDelayMs };
}

/** Milliseconds to wait after a try that failed; the first is 1. */
export function delayAfter(attempt: number, { minDelayMs, maxDelayMs }: RetryPolicy): number {
  const delay = Math.min(maxDelayMs, minDelayMs * 2 ** Math.min(attempt - 1, MOST_DOUBLINGS));
  return Math.round(delay * (0.9 + 0.2 * Math.random()));
}
