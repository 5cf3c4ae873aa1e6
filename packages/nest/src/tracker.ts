import { type Logger, SimotelError, type SimotelHooks } from '@simotel-hooks/core';
import { type CallTracker, trackCalls } from '@simotel-hooks/core/calls';
import type { SimotelFactoryOptions } from './options.js';

/** The tracker a module is told to have, or `null`. */
export function createTracker(
  hooks: SimotelHooks,
  calls: SimotelFactoryOptions['calls'],
  logger: Partial<Logger>,
): CallTracker | null {
  if (!calls) return null;
  const options = calls === true ? {} : calls;
  return trackCalls(hooks, { ...options, logger: options.logger ?? logger });
}

/**
 * Stands where a tracker is asked for and there is none. Providers are made whether or not anybody injects them, so only
 * its use can be an error.
 */
export function createMissingTracker(name: string): CallTracker {
  const refuse = (): never => {
    throw callsAreOff(`The SimotelModule "${name}" tracks no calls`);
  };
  return { on: refuse, get: async () => refuse(), active: async () => refuse(), close: async () => {} };
}

/** @param problem - A sentence without its full stop. */
export function callsAreOff(problem: string): SimotelError {
  const advice = 'set "calls: true" in its forRoot, or in what the factory of its forRootAsync returns';
  return new SimotelError('OPTION_INVALID', `${problem}; ${advice}.`);
}
