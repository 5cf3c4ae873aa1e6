import { resolve } from 'node:path';
import { SimotelError } from '@simotel-hooks/core';

/** What {@link createSqliteQueue} takes. Only `file` is required. */
export interface SqliteQueueOptions {
  /** Path of the file, on a local disk; made where there is none. Its folder must be there. */
  readonly file: string;
  /** Milliseconds a delivery waits while another process is writing; then `add` rejects. Default 500. */
  readonly busyTimeoutMs?: number;
  /** Milliseconds between two looks for what other processes stored and for retries that are due. Default 100. */
  readonly pollMs?: number;
  /**
   * Milliseconds after which a worker that gives no sign of life is taken for dead, and what it was handling is handed out
   * again. Longer than any handler keeps the event loop busy, and the same in all processes. Default 10,000.
   */
  readonly leaseMs?: number;
}

/** The same with every default filled in. */
export type ResolvedOptions = Required<SqliteQueueOptions>;

const DEFAULTS = { busyTimeoutMs: 500, pollMs: 100, leaseMs: 10_000 } as const;
const LEAST = { busyTimeoutMs: 0, pollMs: 1, leaseMs: 100 } as const;
/** The longest a timer of the platform can run. */
const MOST = 2_147_483_647;

/** @throws {SimotelError} `OPTION_INVALID`, for what the compiler does not see: plain JavaScript and values from outside. */
export function resolveOptions(options: SqliteQueueOptions): ResolvedOptions {
  const file: unknown = options?.file;
  if (typeof file !== 'string' || file === '' || file.includes('\0')) {
    throw optionInvalid('file is missing. Pass the path of the file that keeps the deliveries.');
  }
  if (file.startsWith(':memory:')) {
    throw optionInvalid('file must be a path: what is kept in memory is lost with the process.');
  }
  const {
    busyTimeoutMs = DEFAULTS.busyTimeoutMs,
    pollMs = DEFAULTS.pollMs,
    leaseMs = DEFAULTS.leaseMs,
  } = options;
  const times = { busyTimeoutMs, pollMs, leaseMs };
  for (const name of ['busyTimeoutMs', 'pollMs', 'leaseMs'] as const) {
    const value: unknown = times[name];
    if (typeof value !== 'number' || !(value >= LEAST[name] && value <= MOST)) {
      throw optionInvalid(`${name} must be a number of milliseconds, ${LEAST[name]} to ${MOST}.`);
    }
  }
  // An absolute path is never taken for the address of a remote database.
  return { file: resolve(file), ...times };
}

export const optionInvalid = (message: string, cause?: unknown) =>
  new SimotelError('OPTION_INVALID', message, cause === undefined ? {} : { cause });
