import { once } from 'node:events';
import { median } from '../measure.js';
import { ROUNDS, SECONDS } from '../options.js';
import { ask, Outcome, start } from '../protocol.js';
import { type Kind, openPlace } from './place.js';
import { Listening } from './processes.js';

/*
 * One receiver, a process, on Node's own server, under as much load as it answers: how many deliveries a second it accepts with
 * each queue, against none, and the time that 99 of 100 answers take at most. Nobody works meanwhile. The receivers
 * take turns, and a ratio is that of one round.
 */

interface Subject {
  readonly kind: Kind;
  readonly fsync?: 'always' | 'everysec';
}

const SUBJECTS = {
  none: { kind: 'none' },
  SQLite: { kind: 'sqlite' },
  'Redis, fsync every second': { kind: 'redis', fsync: 'everysec' },
  'Redis, fsync always': { kind: 'redis', fsync: 'always' },
} satisfies Record<string, Subject>;

async function measure({ kind, fsync }: Subject): Promise<Outcome> {
  const place = await openPlace(kind, fsync);
  const receiver = start('receiver', place.address);
  const [message] = await once(receiver, 'message');
  const { port } = Listening.parse(message);
  const client = start('client');
  // Compiled code and an open connection are what a receiver has most of its life.
  await ask(client, { port, seconds: Math.min(1, SECONDS), ofManyCalls: true }, Outcome);
  const outcome = await ask(client, { port, seconds: SECONDS, ofManyCalls: true }, Outcome);
  client.kill();
  receiver.kill('SIGKILL');
  await place.remove();
  if (outcome.failures > 0) throw new Error(`${outcome.failures} deliveries were refused.`);
  return outcome;
}

export async function accept(): Promise<void> {
  const rounds = new Map<string, Outcome[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, subject] of Object.entries(SUBJECTS)) {
      rounds.set(name, [...(rounds.get(name) ?? []), await measure(subject)]);
    }
  }
  const none = rounds.get('none') ?? [];
  const table = Object.fromEntries(
    [...rounds].map(([name, outcomes]) => {
      const ratios = outcomes.map(({ rate }, at) => rate / (none[at]?.rate ?? Number.NaN));
      return [
        name,
        {
          'accepted a second': `${Math.round(median(outcomes.map(({ rate }) => rate)))}`,
          'against none': median(ratios).toFixed(2),
          'lowest to highest': `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
          'p99, ms': median(outcomes.map(({ p99 }) => p99)).toFixed(1),
        },
      ];
    }),
  );
  console.table(table);
}
