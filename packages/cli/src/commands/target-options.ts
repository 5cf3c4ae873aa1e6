import { usageError } from '../errors.js';
import type { Credentials } from '../http/target.js';

/** Where to send, and as whom. */
export const targetOptions = {
  to: {
    type: 'string',
    demandOption: true,
    describe: 'URL of the receiver; a user name and password may be in it',
  },
  user: { type: 'string', describe: 'User name for HTTP Basic' },
  password: { type: 'string', describe: 'Its password; or set SIMOTEL_PASSWORD' },
} as const;

/** @throws {CliError} Exit code 2, where one of the two is missing. */
export function credentialsOf(options: {
  user?: string | undefined;
  password?: string | undefined;
}): Credentials | undefined {
  const { user: username, password = process.env['SIMOTEL_PASSWORD'] } = options;
  if (username === undefined) {
    if (options.password !== undefined) throw usageError('--password needs --user.');
    return undefined;
  }
  if (!password) throw usageError('--user needs --password, or SIMOTEL_PASSWORD in the environment.');
  return { username, password };
}
