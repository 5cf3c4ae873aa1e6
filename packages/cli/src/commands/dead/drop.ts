import type { Argv } from 'yargs';
import { usageError } from '../../errors.js';
import type { Io } from '../../terminal/io.js';
import type { OptionsOf } from '../options.js';
import { choiceOptions, idsPositional, queueOptions } from '../queue-options.js';
import { takeOut } from './take-out.js';

export const command = 'drop [ids..]';
export const describe = 'Forget dead letters, for good';

export const builder = (yargs: Argv) =>
  yargs
    .positional('ids', idsPositional)
    .options({
      ...queueOptions,
      ...choiceOptions,
      yes: { type: 'boolean', default: false, describe: 'With --all: really' },
    })
    .example('$0 dead drop 4f1c… --queue deliveries.db', '')
    .example('$0 dead drop --all --code EVENT_INVALID --yes --queue deliveries.db', '');

/** @returns 0 where all of them were there. */
export async function run(options: OptionsOf<typeof builder>, io: Io): Promise<number> {
  if (options.all && !options.yes) {
    throw usageError('--all drops them for good. Look at "dead list" first, then add --yes.');
  }
  return takeOut(options, io, {
    take: (letters, id) => letters.drop(id),
    done: 'dropped for good',
    property: 'dropped',
  });
}
