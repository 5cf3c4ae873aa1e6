import type { Argv } from 'yargs';
import type { Io } from '../../terminal/io.js';
import type { OptionsOf } from '../options.js';
import { choiceOptions, idsPositional, queueOptions } from '../queue-options.js';
import { takeOut } from './take-out.js';

export const command = 'replay [ids..]';
export const describe = 'Put dead letters back to be handled, with all their tries';

export const builder = (yargs: Argv) =>
  yargs
    .positional('ids', idsPositional)
    .options({ ...queueOptions, ...choiceOptions })
    .example('$0 dead replay 4f1c… --queue deliveries.db', '')
    .example('$0 dead replay --all --code HANDLER_FAILED --queue redis://127.0.0.1:6379', '');

/** @returns 0 where all of them were there. */
export const run = (options: OptionsOf<typeof builder>, io: Io): Promise<number> =>
  takeOut(options, io, {
    take: (letters, id) => letters.replay(id),
    done: 'put back to be handled',
    property: 'replayed',
  });
