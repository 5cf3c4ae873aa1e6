import type { Argv } from 'yargs';
import { withQueue } from '../../dead/open-queue.js';
import { queueAddressOf } from '../../dead/queue-address.js';
import { type ReadLetter, readLetter, summaryOf } from '../../dead/read-letter.js';
import { saveLetter } from '../../dead/save-letter.js';
import { CliError, usageError } from '../../errors.js';
import type { Io } from '../../terminal/io.js';
import { letterDetail } from '../../terminal/letter.js';
import { jsonLine, printable } from '../../terminal/printable.js';
import type { OptionsOf } from '../options.js';
import { queueOptions } from '../queue-options.js';

export const command = 'show <id>';
export const describe = 'Show a dead letter: why it failed, what came, what it decodes to now';

export const builder = (yargs: Argv) =>
  yargs
    .positional('id', { type: 'string', demandOption: true, describe: 'Its id, as dead list prints it' })
    .options({
      ...queueOptions,
      'time-zone': { type: 'string', default: 'UTC', describe: "IANA zone of the PBX's clock" },
      save: {
        type: 'string',
        describe: 'Write the delivery to this file or folder, for decode, replay and your tests',
      },
      json: { type: 'boolean', default: false, describe: 'Print it as JSON' },
    })
    .example('$0 dead show 4f1c… --queue deliveries.db --save fixtures/', '');

export async function run(options: OptionsOf<typeof builder>, io: Io): Promise<number> {
  const { id, timeZone, save, json } = options;
  return withQueue(queueAddressOf(options), async ({ deadLetters }) => {
    const letter = await deadLetters.get(id);
    if (!letter) {
      throw new CliError(`There is no dead letter ${printable(id, 100)}. "dead list" prints their ids.`);
    }
    const read = readLetter(letter, timeZone);
    assertTimeZone(read);
    if (json) io.print(jsonLine({ ...letter, ...summaryOf(read), decoded: decodedOf(read) }));
    else letterDetail(letter, read, io.colors).forEach(io.print);
    if (save !== undefined) {
      io.printAside(`Saved to ${printable(await saveLetter(letter, read, save), 300)}`);
    }
    return 0;
  });
}

/** As `decode --json` prints it. */
function decodedOf(read: ReadLetter | null): object | null {
  if (!read) return null;
  const { result, explanation } = read;
  const data = result.success && result.event.kind === 'event' ? result.event.data : null;
  return { ...explanation, data };
}

/** @throws {CliError} Exit code 2, where `--time-zone` was none. */
function assertTimeZone(read: ReadLetter | null): void {
  if (!read || read.result.success) return;
  const { error } = read.result;
  if (error.code === 'OPTION_INVALID') throw usageError(error.message, error);
}
