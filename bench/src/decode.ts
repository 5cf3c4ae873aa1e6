import { parseArgs } from 'node:util';
import { decode, eventId } from '@simotel-hooks/core';
import { do_not_optimize, measure } from 'mitata';
import { type Case, cases } from './cases.js';

/*
 * Median time of `decode` against the least anybody can do with the same bytes, a bare zod schema, and cloudevents.
 * Everything runs in turns, so that a change of the machine's speed meets all of them alike. `--rounds 7` says how often.
 */

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const ROUNDS = Number(options.rounds);
const COLUMNS = ['decode', 'floor', 'zod', 'cloudevents'] as const;
type Column = (typeof COLUMNS)[number];

const actions = (entry: Case): Partial<Record<Column, () => unknown>> => ({
  ...entry,
  decode: () => decode(entry.request),
});

async function time(action: () => unknown): Promise<number> {
  const { p50 } = await measure(() => do_not_optimize(action()), { min_cpu_time: 100e6 });
  return p50;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function main(): Promise<void> {
  const times = new Map<Case, Record<Column, number[]>>();
  for (const entry of cases) times.set(entry, { decode: [], floor: [], zod: [], cloudevents: [] });
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [entry, columns] of times) {
      for (const [column, action] of Object.entries(actions(entry))) {
        const known = COLUMNS.find((name) => name === column);
        if (known === undefined || typeof action !== 'function') continue;
        const taken = await time(action);
        // The first round warms up.
        if (round > 0) columns[known].push(taken);
      }
    }
  }
  console.table(
    Object.fromEntries(
      [...times].map(([{ name }, columns]) => {
        const [own, floor, zod, cloudevents] = COLUMNS.map((column) => median(columns[column]));
        return [name, row(own ?? Number.NaN, floor, zod, cloudevents)];
      }),
    ),
  );
  const event = decode(cases[0]?.request ?? { method: 'GET', path: '/ping' });
  console.log(`eventId of a Cdr: ${Math.round(await time(() => eventId(event)))} ns, only when it is called`);
}

function row(
  own: number,
  floor = Number.NaN,
  zod = Number.NaN,
  cloudevents = Number.NaN,
): Record<string, string> {
  const nanoseconds = (value: number) => (Number.isNaN(value) ? '–' : `${Math.round(value)} ns`);
  const times = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(2));
  return {
    decode: nanoseconds(own),
    'parse only': nanoseconds(floor),
    'parse + zod': nanoseconds(zod),
    cloudevents: nanoseconds(cloudevents),
    'decode / parse': times(own / floor),
    'zod / parse': times(zod / floor),
    'cloudevents / decode': times(cloudevents / own),
  };
}

await main();
