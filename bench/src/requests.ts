import type { ChildProcess } from 'node:child_process';
import { FRAMEWORKS } from './frameworks/index.js';
import { median } from './measure.js';
import { ONLY, ROUNDS, SECONDS } from './options.js';
import { ask, Outcome, Report, start } from './protocol.js';

/*
 * Each adapter against a bare route of the same framework: requests a second, the time that 99 of 100 take at most, and
 * processor time per request. Bare route and adapter are under load in turns, each in a process of its own, and a
 * ratio is that of one round, so that a slow phase of the machine meets both. Fails where a delivery is not answered
 * with 200, or an answered one was not handled.
 */

const SIDES = ['bare', 'adapter'] as const;
type Side = (typeof SIDES)[number];

/** What one round of one side gave. */
interface Round {
  rate: number;
  p99: number;
  /** Microseconds of processor time per request. */
  cpu: number;
}

/** The second matters too: when the connections of a load end, code is compiled anew. */
const WARM_UPS = 2;

async function load(server: ChildProcess, client: ChildProcess): Promise<Round> {
  const before = await ask(server, 'report', Report);
  const { answers, failures, rate, p99 } = await ask(
    client,
    { port: before.port, seconds: SECONDS },
    Outcome,
  );
  const after = await ask(server, 'report', Report);
  const handled = after.events - before.events;
  if (answers === 0 || failures > 0 || handled < answers) {
    throw new Error(`${answers} answers with 200, ${failures} others, ${handled} deliveries handled.`);
  }
  return { rate, p99, cpu: (after.cpu - before.cpu) / handled };
}

async function measure(framework: string, client: ChildProcess): Promise<Record<Side, Round[]>> {
  const servers = {
    bare: start('server', framework, 'bare'),
    adapter: start('server', framework, 'adapter'),
  };
  const rounds: Record<Side, Round[]> = { bare: [], adapter: [] };
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) {
      const measured = await load(servers[side], client);
      if (round >= 0) rounds[side].push(measured);
    }
  }
  for (const side of SIDES) servers[side].kill();
  return rounds;
}

function row({ bare, adapter }: Record<Side, Round[]>): Record<string, string> {
  const ratios = (of: (round: Round) => number) =>
    adapter.map((round, i) => of(round) / (bare[i] ? of(bare[i]) : Number.NaN));
  const rates = ratios(({ rate }) => rate);
  const middle = (values: number[]) => median(values).toFixed(2);
  return {
    'bare, a second': `${Math.round(median(bare.map(({ rate }) => rate)))}`,
    'adapter, a second': `${Math.round(median(adapter.map(({ rate }) => rate)))}`,
    'adapter / bare': middle(rates),
    'lowest to highest': `${Math.min(...rates).toFixed(2)} to ${Math.max(...rates).toFixed(2)}`,
    'p99, adapter / bare': middle(ratios(({ p99 }) => p99)),
    'processor time, adapter / bare': middle(ratios(({ cpu }) => cpu)),
  };
}

export async function requests(): Promise<void> {
  const unknown = ONLY.filter((name) => !Object.hasOwn(FRAMEWORKS, name));
  if (unknown.length > 0) throw new Error(`There is no framework ${unknown.join(', ')}.`);
  const client = start('client');
  const table: Record<string, Record<string, string>> = {};
  for (const [name, { label }] of Object.entries(FRAMEWORKS)) {
    if (ONLY.length > 0 && !ONLY.includes(name)) continue;
    table[label] = row(await measure(name, client));
  }
  client.kill();
  console.table(table);
}
