import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CliError } from '../errors.js';
import { printable } from '../terminal/printable.js';

/** The packages that queues are in. */
export type QueuePackage = keyof typeof INSTALL;

/** What has to be installed for a kind of queue; not everybody needs it, and it is heavy. */
const INSTALL = {
  '@simotel-hooks/sqlite': 'npm i @simotel-hooks/sqlite',
  '@simotel-hooks/bullmq': 'npm i @simotel-hooks/bullmq bullmq ioredis',
} as const;

/** The project one is in first, so that it is the version that wrote the queue; then what is beside this program. */
const places = () => [join(process.cwd(), 'package.json'), import.meta.url];

/**
 * The URL of a package to be imported.
 *
 * @param from - Files from where it is looked for.
 * @throws {CliError} that says how to install it, where it is in none of them.
 */
export function locate(name: QueuePackage, from: readonly (string | URL)[] = places()): string {
  for (const file of from) {
    try {
      return pathToFileURL(createRequire(file).resolve(name)).href;
    } catch {
      // Not there.
    }
  }
  throw new CliError(`This queue needs a package that is not installed here: ${INSTALL[name]}`);
}

/** Why a package that is there cannot be loaded: mostly it lacks another one. */
export function loadError(name: QueuePackage, cause: unknown): CliError {
  const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  const message = `${name} cannot be loaded: ${printable(reason, 300)}. Install it again: ${INSTALL[name]}`;
  return new CliError(message, { cause });
}
