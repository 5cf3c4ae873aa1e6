import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { simulateCallCentre } from '@simotel-hooks/testing';
import { CALLS, ONLY } from '../options.js';
import { type Accounts, settle } from './accounts.js';
import { readJournals } from './journal.js';
import { sendAll } from './load.js';
import { openQueue } from './open.js';
import { openPlace, type Place } from './place.js';
import { Program } from './processes.js';

/*
 * Two receivers and three workers, each a process, on one storage, and a simulated call centre whose deliveries are sent to the
 * receivers as fast as they are answered. Meanwhile things die. Fails where a delivery that was answered with 2xx was not handled, or
 * the order within a call was not kept.
 */

const RECEIVERS = 2;
const WORKERS = 3;
const CONCURRENCY = 10;
/** Milliseconds a handler takes, on average. */
const HANDLER_MS = 1;
const HANG_MS = 3_000;

interface Site {
  readonly place: Place;
  readonly receivers: readonly Program[];
  readonly workers: readonly Program[];
}

type Fault = (site: Site) => Promise<void>;

const FAULTS = {
  'receiver killed': async ({ receivers }) => receivers[0]?.restart(),
  'worker killed': async ({ workers }) => workers[0]?.restart(),
  'Redis killed': async ({ place }) => {
    await place.redis?.kill('SIGKILL');
    await place.redis?.restart();
  },
  'Redis hangs': async ({ place }) => {
    await place.redis?.kill('SIGSTOP');
    await wait(HANG_MS);
    await place.redis?.kill('SIGCONT');
  },
} satisfies Record<string, Fault>;

const ALL = Object.keys(FAULTS);
const ROWS: Readonly<Record<'sqlite' | 'redis', Readonly<Record<string, readonly string[]>>>> = {
  sqlite: {
    nothing: [],
    everything: ['receiver killed', 'worker killed', 'receiver killed', 'worker killed'],
  },
  redis: {
    nothing: [],
    ...Object.fromEntries(ALL.map((name) => [name, [name]])),
    everything: [...ALL, ...ALL],
  },
};

/** The faults of a row, spread over the load. */
async function run(kind: 'sqlite' | 'redis', faults: readonly string[]): Promise<Accounts> {
  const place = await openPlace(kind);
  const { address, folder } = place;
  const journals = Array.from({ length: WORKERS }, (_, at) => join(folder, `journal-${at}`));
  const receivers = Array.from({ length: RECEIVERS }, () => new Program('receiver', address));
  const workers = journals.map(
    (journal) => new Program('worker', address, `${CONCURRENCY}`, `${HANDLER_MS}`, journal),
  );
  const ports = await Promise.all(receivers.map((receiver) => receiver.listen()));
  for (const worker of workers) worker.start();

  const expected = countOf(simulation());
  const due = faults.map((fault, at) => ({
    fault,
    at: Math.round((expected * (at + 1)) / (faults.length + 1)),
  }));
  let trouble: Promise<void> = Promise.resolve();
  const sent = await sendAll(simulation(), ports, (count) => {
    while (due[0] && due[0].at <= count) {
      const name = due.shift()?.fault;
      const fault: Fault | undefined = Object.entries(FAULTS).find(([key]) => key === name)?.[1];
      // One after the other: each is to meet a site that works.
      trouble = trouble.then(() => fault?.({ place, receivers, workers }));
    }
  });
  await trouble;
  await untilEmpty(address);
  for (const program of [...receivers, ...workers]) await program.kill();
  const accounts = settle(sent, readJournals(journals));
  await place.remove();
  return accounts;
}

const simulation = () => simulateCallCentre({ calls: CALLS, agents: 200, rate: 150 });

function countOf(events: Iterable<unknown>): number {
  let count = 0;
  for (const _ of events) count++;
  return count;
}

async function untilEmpty(address: string): Promise<void> {
  const queue = openQueue(address);
  if (!queue) return;
  for (;;) {
    const { waiting, active } = await queue.counts();
    if (waiting + active === 0) break;
    await wait(200);
  }
  await queue.close();
}

export async function loss(): Promise<void> {
  const table: Record<string, Accounts> = {};
  for (const kind of ['sqlite', 'redis'] as const) {
    for (const [row, faults] of Object.entries(ROWS[kind])) {
      const name = `${kind}: ${row}`;
      if (ONLY.length > 0 && !ONLY.includes(name)) continue;
      table[name] = await run(kind, faults);
    }
  }
  console.table(table);
  const wrong = Object.entries(table).filter(([, { lost, disordered }]) => lost + disordered > 0);
  if (wrong.length > 0) throw new Error(`Lost or out of order: ${wrong.map(([name]) => name).join('; ')}.`);
  const refused = Object.entries(table).filter(([, { sent, accepted }]) => accepted < sent / 2);
  if (refused.length > 0)
    throw new Error(`Hardly anything was accepted: ${refused.map(([name]) => name).join('; ')}.`);
}
