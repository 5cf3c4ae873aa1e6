import { once } from 'node:events';
import type { Argv } from 'yargs';
import { usageError } from '../errors.js';

/** What a builder makes of the command line. */
export type OptionsOf<B extends (yargs: Argv) => { argv: unknown }> = Awaited<ReturnType<B>['argv']>;

/**
 * A port as it was given; `undefined` where the choice is ours.
 *
 * @throws {CliError} Exit code 2, for what is no port.
 */
export function portOf(option: string, port: number | undefined): number | undefined {
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port <= 65_535)) return port;
  throw usageError(`${option} takes a whole number from 0 to 65535.`);
}

/** @throws {CliError} Exit code 2, for what is no whole number above 0. */
export function positiveOf(option: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw usageError(`${option} takes a whole number above 0.`);
}

/** Waits for Ctrl-C. */
export async function stopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
