import { decode, eventId } from '@simotel-hooks/core';
import { do_not_optimize } from 'mitata';
import { type Case, cases } from './cases.js';
import { median, time } from './measure.js';
import { ROUNDS } from './options.js';

/*
 * Median time of `decode` against the least anybody can do with the same bytes, a bare zod schema, and cloudevents.
 * Everything runs in turns, so that a change of the machine's speed meets all of them alike.
 */

const COLUMNS = ['decode', 'floor', 'zod', 'cloudevents'] as const;
type Column = (typeof COLUMNS)[number];

const actions = (entry: Case): Partial<Record<Column, () => unknown>> => ({
  ...entry,
  decode: () => decode(entry.request),
});

/** Nothing to wait for, and nothing the compiler may leave out. */
const timeOf = (action: () => unknown) => time(() => do_not_optimize(action()));

export async function decoding(): Promise<void> {
  const times = new Map<Case, Record<Column, number[]>>();
  for (const entry of cases) times.set(entry, { decode: [], floor: [], zod: [], cloudevents: [] });
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [entry, columns] of times) {
      for (const [column, action] of Object.entries(actions(entry))) {
        const known = COLUMNS.find((name) => name === column);
        if (known === undefined || typeof action !== 'function') continue;
        const taken = await timeOf(action);
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
  console.log(
    `eventId of a Cdr: ${Math.round(await timeOf(() => eventId(event)))} ns, only when it is called`,
  );
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
