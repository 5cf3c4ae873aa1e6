import { openSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createSimotelHooks } from '@simotel-hooks/core';
import { answerParent } from '../protocol.js';
import { entryOf } from './journal.js';
import { openQueue } from './open.js';

/*
 * Handles: `node worker.js <queue> <concurrency> <milliseconds a handler takes> [<journal>]`. With a journal, it writes down
 * what it begins and ends, at once, so that it is known after a kill -9, and one in a hundred fails at its first try.
 */

const [address = '', concurrency = '1', takes = '0', journal] = process.argv.slice(2);
const queue = openQueue(address);
if (!queue) throw new Error('A worker needs a queue.');
const file = journal === undefined ? undefined : openSync(journal, 'a');
let handled = 0;

const hooks = createSimotelHooks({ auth: false, logger: {}, queue });
hooks.onAny(async ({ raw }, { attempt }) => {
  const mark = Number(raw.fields['mark']);
  if (file !== undefined) writeSync(file, entryOf('begin', mark));
  if (takes !== '0') await wait(Math.random() * 2 * Number(takes));
  if (file !== undefined) {
    if (attempt === 1 && mark % 100 === 99) throw new Error('The first try fails.');
    writeSync(file, entryOf('end', mark));
  }
  handled++;
});
hooks.work({ concurrency: Number(concurrency), retry: { minDelayMs: 20 } });
answerParent(() => ({ handled }));
