import type { DeadLetter, DeliveryQueue } from '@simotel-hooks/core';
import type { Argv } from 'yargs';
import { withQueue } from '../../dead/open-queue.js';
import { queueAddressOf } from '../../dead/queue-address.js';
import { readLetter, summaryOf } from '../../dead/read-letter.js';
import { INTERRUPTED } from '../../exit-codes.js';
import type { Io } from '../../terminal/io.js';
import { letterLines } from '../../terminal/letters.js';
import { jsonLine } from '../../terminal/printable.js';
import { type OptionsOf, positiveOf } from '../options.js';
import { queueOptions } from '../queue-options.js';

export const command = 'list';
export const describe = 'List dead letters, the first to fail first';

export const builder = (yargs: Argv) =>
  yargs
    .options({
      ...queueOptions,
      code: { type: 'string', describe: 'Only those that failed with this code, e.g. HANDLER_FAILED' },
      limit: { type: 'number', default: 100, describe: 'How many to print' },
      json: { type: 'boolean', describe: 'Print JSON lines, as it does when the output is no terminal' },
    })
    .example('$0 dead list --queue deliveries.db', '')
    .example('$0 dead list --queue redis://127.0.0.1:6379 --code EVENT_INVALID', '');

export async function run(options: OptionsOf<typeof builder>, io: Io): Promise<number> {
  const address = queueAddressOf(options);
  const limit = positiveOf('--limit', options.limit);
  const { code, json = !io.isTerminal } = options;
  return withQueue(address, async (queue) => {
    const signal = io.stopSignal();
    const print = (letter: DeadLetter) => printLetter(letter, json, io);
    const { printed, found } = await printSome(queue, { code, limit, signal, print });
    if (signal.aborted) return INTERRUPTED;
    const more = found - printed;
    const rest = more > 0 ? `, ${more} of them not listed: --limit ${found} lists all` : '';
    const sum = `${countOf(found, code)}${rest}.`;
    if (!json) io.print(io.colors.bold(sum));
    else if (more > 0) io.printAside(sum);
    return 0;
  });
}

interface Selection {
  readonly code: string | undefined;
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly print: (letter: DeadLetter) => void;
}

/** Prints as many as it may, and counts all. */
async function printSome(queue: DeliveryQueue, { code, limit, signal, print }: Selection) {
  let printed = 0;
  let found = 0;
  for await (const letter of queue.deadLetters.list()) {
    if (signal.aborted) break;
    if (code !== undefined && letter.failure.code !== code) continue;
    found++;
    if (printed < limit) {
      print(letter);
      printed++;
    } else if (code === undefined) {
      // The queue knows how many there are without reading them.
      return { printed, found: Math.max(found, (await queue.counts()).dead) };
    }
  }
  return { printed, found };
}

function printLetter(letter: DeadLetter, json: boolean, { print, colors }: Io): void {
  const summary = summaryOf(readLetter(letter));
  if (json) print(jsonLine({ ...letter, ...summary }));
  else letterLines(letter, summary, colors).forEach(print);
}

function countOf(found: number, code: string | undefined): string {
  const letters = `${found === 0 ? 'No' : found} dead ${found === 1 ? 'letter' : 'letters'}`;
  return code === undefined ? letters : `${letters} with ${code}`;
}
