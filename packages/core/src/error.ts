import type { AnySimotelEvent, RawDelivery } from './event.js';

/**
 * Why a delivery could not be decoded.
 *
 * - `BODY_MALFORMED` (400): the body is not JSON, a Python literal or a form.
 * - `BODY_TOO_LARGE` (413): more than `bodyLimit`, or more than 10,000 values.
 * - `EVENT_NAME_MISSING` (400): nothing in the payload or the path names an event.
 * - `EVENT_INVALID` (422): the event is known but a field it cannot do without is missing or unusable; see `issues`.
 * - `OPTION_INVALID` (500): the program passed an option or a request that cannot work.
 */
export type SimotelErrorCode = keyof typeof STATUS;

const STATUS = {
  BODY_MALFORMED: 400,
  BODY_TOO_LARGE: 413,
  EVENT_NAME_MISSING: 400,
  EVENT_INVALID: 422,
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
