import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
    calls: { type: 'string' },
  },
});

/** Tables to print: `npm run bench -- handle requests`; all where none is named. */
export const TABLES = positionals;
/** How often everything is measured, in turns. */
export const ROUNDS = Number(values.rounds ?? 7);
/** How long a server is under load in one round of `requests`. */
export const SECONDS = Number(values.seconds ?? 2);
/** Which frameworks `requests` looks at (`--only fastify,node`), or rows `loss` prints (`--only "redis: everything"`); by default all. */
export const ONLY = values.only?.split(',') ?? [];
/** How many calls `loss` simulates. */
export const CALLS = Number(values.calls ?? 2_000);
