import type { AnySimotelEvent, RawDelivery } from './event.js';

/**
 * What went wrong, and the HTTP status that fits.
 *
 * A delivery that cannot be decoded:
 * - `BODY_MALFORMED` (400): the body is not JSON, a Python literal or a form, or ended before its end.
 * - `BODY_TOO_LARGE` (413): more than `bodyLimit`, or more than 10,000 values.
 * - `EVENT_NAME_MISSING` (400): nothing in the payload or the path names an event.
 * - `EVENT_INVALID` (422): the event is known but a field it cannot do without is missing or unusable; see `issues`.
 * - `EVENT_UNKNOWN` (422): no known event, and `unknownEvents` is `'reject'`.
 *
 * A delivery that was not taken:
 * - `UNAUTHORIZED` (401): `auth` refused it.
 * - `METHOD_NOT_ALLOWED` (405): Simotel uses GET and POST; HEAD is answered too.
 * - `OVERLOADED` (503): `maxPending` deliveries are waiting for their handlers.
 * - `CLOSED` (503): `close` was called, or did not wait for these handlers to finish.
 * - `QUEUE_UNAVAILABLE` (503): the `queue` could not store it, or not in time; see `cause`.
 *
 * The program's own:
 * - `HANDLER_FAILED` (500): one or more handlers threw or rejected; see `cause`.
 * - `HANDLER_TIMEOUT` (500): handlers were still running after `handlerTimeoutMs`.
 * - `HANDLER_CRASHED` (500): a `queue` hands out a delivery that had all its tries; the last one never ended, mostly because the
 *   process died.
 * - `AUTH_FAILED` (500): `auth` threw, so nobody knows whether the delivery was to be taken; see `cause`.
 * - `BODY_CONSUMED` (500): a middleware read the body and left nothing; the message says what to move.
 * - `OPTION_INVALID` (500): an option or a request that cannot work.
 */
export type SimotelErrorCode = keyof typeof STATUS;

const STATUS = {
  BODY_MALFORMED: 400,
  BODY_TOO_LARGE: 413,
  EVENT_NAME_MISSING: 400,
  EVENT_INVALID: 422,
  EVENT_UNKNOWN: 422,
  UNAUTHORIZED: 401,
  METHOD_NOT_ALLOWED: 405,
  OVERLOADED: 503,
  CLOSED: 503,
  QUEUE_UNAVAILABLE: 503,
  HANDLER_FAILED: 500,
  HANDLER_TIMEOUT: 500,
  HANDLER_CRASHED: 500,
  AUTH_FAILED: 500,
  BODY_CONSUMED: 500,
  OPTION_INVALID: 500,
} as const;

/** One thing wrong with an event; `path` is the field as it is called on the wire. */
export interface SimotelIssue {
  path: string;
  message: string;
}

interface SimotelErrorDetails {
  issues?: SimotelIssue[];
  event?: AnySimotelEvent;
  raw?: RawDelivery;
  cause?: unknown;
}

const BRAND = Symbol.for('simotel-hooks.error');

/**
 * The only error this library throws. Messages say what to do and never contain field values.
 * Use {@link isSimotelError} rather than `instanceof`: it also works when two copies of the package are loaded.
 */
export class SimotelError extends Error {
  override readonly name = 'SimotelError';
  /** Stable; switch on this. */
  readonly code: SimotelErrorCode;
  /** The HTTP status that fits the code. */
  readonly status: number;
  /** With `EVENT_INVALID`: which fields, and why. */
  declare readonly issues?: SimotelIssue[];
  /** The event the error is about, where there is one. Not enumerable, so that loggers do not print it. */
  declare readonly event?: AnySimotelEvent;
  /** What arrived, where it could be read. Not enumerable, so that loggers do not print it. */
  declare readonly raw?: RawDelivery;

  constructor(code: SimotelErrorCode, message: string, details: SimotelErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.status = STATUS[code];
    if (details.issues) this.issues = details.issues;
    for (const key of ['event', 'raw'] as const) {
      if (details[key]) Object.defineProperty(this, key, { value: details[key] });
    }
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether `error` is a {@link SimotelError}, from whichever copy of the package it comes. */
export function isSimotelError(error: unknown): error is SimotelError {
  return typeof error === 'object' && error !== null && BRAND in error;
}
