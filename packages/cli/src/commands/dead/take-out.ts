import type { DeadLetters } from '@simotel-hooks/core';
import { withQueue } from '../../dead/open-queue.js';
import { type QueueOptions, queueAddressOf } from '../../dead/queue-address.js';
import { usageError } from '../../errors.js';
import { INTERRUPTED } from '../../exit-codes.js';
import type { Io } from '../../terminal/io.js';
import { jsonLine, printable } from '../../terminal/printable.js';

interface TakeOutOptions extends QueueOptions {
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly code?: string | undefined;
  readonly json: boolean;
}

/** What becomes of those that are taken out. */
interface TakeOut {
  /** @returns `false` where there is none. */
  take(letters: DeadLetters, id: string): Promise<boolean>;
  /** Ends the sentence that says how many. */
  readonly done: string;
  /** What JSON calls it. */
  readonly property: string;
}

/** Takes dead letters out of a queue, one after the other; what is not there does not stop the rest. */
export async function takeOut(
  options: TakeOutOptions,
  { print, printAside, colors, stopSignal }: Io,
  { take, done, property }: TakeOut,
): Promise<number> {
  const { all, code, json } = options;
  assertChoice(options);
  return withQueue(queueAddressOf(options), async ({ deadLetters }) => {
    const signal = stopSignal();
    const ids = all ? await idsOf(deadLetters, code, signal) : new Set(options.ids);
    let taken = 0;
    let missing = 0;
    try {
      for (const id of ids) {
        if (signal.aborted) break;
        const isTaken = await take(deadLetters, id);
        if (isTaken) taken++;
        // Of all of them, somebody else may have taken some meanwhile.
        else if (!all) missing++;
        if (json) print(jsonLine({ id, [property]: isTaken }));
        else if (!isTaken && !all) printAside(colors.red(`There is no dead letter ${printable(id, 100)}.`));
      }
    } finally {
      // Also where the queue fails in the middle of it.
      if (!json) print(`${taken} ${done}.`);
    }
    if (signal.aborted) return INTERRUPTED;
    return missing > 0 ? 1 : 0;
  });
}

function assertChoice({ ids, all, code }: TakeOutOptions): void {
  if (all && ids.length > 0) throw usageError('--all and ids exclude each other; use one.');
  if (!all && code !== undefined) throw usageError('--code needs --all.');
  if (!all && ids.length === 0)
    throw usageError('Which ones? Give ids, as "dead list" prints them, or --all.');
}

/** All of them before the first is taken out: what fails again at once would come again and again. */
async function idsOf(letters: DeadLetters, code: string | undefined, signal: AbortSignal): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id, failure } of letters.list()) {
    if (signal.aborted) break;
    if (code === undefined || failure.code === code) ids.push(id);
  }
  return ids;
}
