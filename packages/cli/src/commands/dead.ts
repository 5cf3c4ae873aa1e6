import type { Argv } from 'yargs';
import type { Io } from '../terminal/io.js';
import * as drop from './dead/drop.js';
import * as list from './dead/list.js';
import * as replay from './dead/replay.js';
import * as show from './dead/show.js';

export const command = 'dead';
export const describe = 'Look at the dead letters of a queue, put them back or drop them';

/** Makes of a command what the parser calls. */
type Run = <O>(command: (options: O, io: Io) => Promise<number>) => (options: O) => Promise<void>;

export const builder = (run: Run) => (yargs: Argv) =>
  yargs
    .usage('$0 dead <command> [options]\n\nDeliveries that failed too often, or that cannot be decoded.')
    .command(list.command, list.describe, list.builder, run(list.run))
    .command(show.command, show.describe, show.builder, run(show.run))
    .command(replay.command, replay.describe, replay.builder, run(replay.run))
    .command(drop.command, drop.describe, drop.builder, run(drop.run))
    .demandCommand(1, 'Name what to do with the dead letters: list, show, replay or drop.');
