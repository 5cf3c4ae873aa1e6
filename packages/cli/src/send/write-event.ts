import { isSimotelError, type SimotelEvent } from '@simotel-hooks/core';
import { createRequest, type RequestOptions, type SimotelRequest } from '@simotel-hooks/testing';
import { usageError } from '../errors.js';

/**
 * `createRequest`, for options that come from a command line.
 *
 * @throws {CliError} Exit code 2, where they do not go together.
 */
export function writeEvent(event: SimotelEvent, options: RequestOptions<never>): SimotelRequest {
  try {
    return createRequest(event, options);
  } catch (cause) {
    throw asUsageError(cause);
  }
}

/** What the libraries throw for an option that cannot be. */
export function asUsageError(cause: unknown): unknown {
  const isOptionError = cause instanceof TypeError || cause instanceof RangeError || isSimotelError(cause);
  return isOptionError ? usageError(cause.message, cause) : cause;
}
