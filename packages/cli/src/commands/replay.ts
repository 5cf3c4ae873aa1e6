import type { Argv } from 'yargs';
import { CliError } from '../errors.js';
import { exitCodeOf, INTERRUPTED } from '../exit-codes.js';
import { parseTarget } from '../http/target.js';
import { replay } from '../replay/replay.js';
import { savedDeliveries } from '../replay/saved-deliveries.js';
import type { Io } from '../terminal/io.js';
import { jsonLine, printable } from '../terminal/printable.js';
import { statusLines } from '../terminal/traffic.js';
import type { OptionsOf } from './options.js';
import { credentialsOf, targetOptions } from './target-options.js';

export const command = 'replay <files..>';
export const describe = 'Send saved deliveries again, in order';

export const builder = (yargs: Argv) =>
  yargs
    .positional('files', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'Files that listen --save or the inspector wrote, or folders of them',
    })
    .options({
      ...targetOptions,
      json: { type: 'boolean', default: false, describe: 'Print a JSON line for each delivery' },
    })
    .example('$0 replay deliveries --to http://127.0.0.1:8080/simotel', '');

/** @returns 0 where every answer is below 400. */
export async function run(options: OptionsOf<typeof builder>, io: Io): Promise<number> {
  const { files, to, json } = options;
  const { print, colors } = io;
  const report = await replay(savedDeliveries(files), parseTarget(to), {
    credentials: credentialsOf(options),
    signal: io.stopSignal(),
    onAnswer({ file }, answer) {
      const error = answer instanceof CliError ? answer.message : null;
      const status = answer instanceof CliError ? null : answer.status;
      if (json) print(jsonLine({ file, status, error }));
      else if (status !== null && status < 400)
        print(`${colors.green(String(status))}  ${printable(file, 200)}`);
      else
        print(
          `${colors.red(status === null ? '–  ' : String(status))}  ${printable(file, 200)}${error === null ? '' : `  ${error}`}`,
        );
    },
  });
  if (!json) {
    print('');
    statusLines(report.statuses, colors).forEach(print);
  }
  if (report.stopped === 'refused') io.printAside(colors.red('Nobody listens there; the rest was not sent.'));
  if (report.stopped === 'aborted') return INTERRUPTED;
  return exitCodeOf(report.statuses);
}
