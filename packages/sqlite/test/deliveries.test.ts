import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Connection } from '../src/connection.js';
import { Deliveries } from '../src/deliveries.js';
import { addAll, cleanUp, FAILURE, openQueue, until, workOn } from './support.js';

/** Notes the statements that a piece of code runs. */
class Recorder extends Connection {
  readonly recorded = new Set<string>();

  override run(sql: string, ...values: (string | number | null)[]) {
    this.recorded.add(sql);
    return super.run(sql, ...values);
  }

  override all(sql: string, ...values: (string | number | null)[]) {
    this.recorded.add(sql);
    return super.all(sql, ...values);
  }
}

it('finds what to hand out by an index, however much waits', async () => {
  const { file } = openQueue();
  const connection = new Recorder(file, 1_000);
  cleanUp(() => connection.close());
  const deliveries = new Deliveries(connection);
  connection.transaction(() => {
    // Two calls hold back 20,000 each; they were stored before all that is free.
    for (let at = 0; at < 40_000; at += 1)
      deliveries.insert(randomUUID(), `"call ${at % 2}"`, `{"at":${at}}`);
  });
  const [first, second] = connection.transaction(() => deliveries.claim('owner', 10, Date.now()));
  if (!first || !second) throw new Error('There is no first of each call.');
  connection.transaction(() => {
    const retry = { status: 'retry', delayMs: 60_000, failure: FAILURE } as const;
    deliveries.finish(first, 'owner', retry, Date.now());
    deliveries.finish(second, 'owner', { status: 'dead', failure: FAILURE }, Date.now());
    deliveries.insert(randomUUID(), null, '{"at":40000}');
  });
  expect(deliveries.hasWork(Date.now())).toBe(true);
  const claimed = connection.transaction(() => deliveries.claim('owner', 10, Date.now()));
  expect(claimed.map(({ delivery }) => delivery)).toEqual([{ at: 3 }, { at: 40_000 }]);

  const plans = [...connection.recorded].flatMap((sql) => {
    const values = Array.from({ length: sql.match(/\?(?!\d)/g)?.length ?? 0 }, () => 1);
    const numbered = /\?\d/.test(sql) ? ['1', '1', '1'] : values;
    return connection.all(`EXPLAIN QUERY PLAN ${sql}`, ...numbered).map(({ detail }) => String(detail));
  });
  expect(plans.length).toBeGreaterThan(10);
  // Neither a walk through the table nor one through an index, and nothing is sorted.
  const slow = plans.filter((step) => /^SCAN (?!CONSTANT ROW)|TEMP B-TREE/.test(step));
  expect(slow).toEqual([]);
});

it('does not take a delivery for the one it handed out before, also where the same worker got it again', () => {
  const { file } = openQueue();
  const connection = new Connection(file, 1_000);
  cleanUp(() => connection.close());
  const deliveries = new Deliveries(connection);
  deliveries.insert('"1"', '"call"', '{}');
  const [first] = deliveries.claim('owner', 1, Date.now());
  deliveries.takeBack('owner');
  const [again] = deliveries.claim('owner', 1, Date.now());
  if (!first || !again) throw new Error('It was handed out twice.');
  for (const status of ['done', 'released'] as const)
    deliveries.finish(first, 'owner', { status }, Date.now());
  deliveries.finish(first, 'owner', { status: 'dead', failure: FAILURE }, Date.now());
  deliveries.finish(first, 'owner', { status: 'retry', delayMs: 0, failure: FAILURE }, Date.now());
  expect(deliveries.counts()).toEqual({ waiting: 0, active: 1, dead: 0 });
  deliveries.finish(again, 'owner', { status: 'done' }, Date.now());
  expect(deliveries.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
  // Its number is not used again.
  deliveries.insert('"2"', null, '{}');
  expect(deliveries.claim('owner', 1, Date.now())[0]?.seq).toBeGreaterThan(again.seq);
});

it('leaves a call that is blocked alone, and takes the oldest of the others', async () => {
  const queue = openQueue();
  await addAll(queue, ['a1', 'a2'], 'a');
  await addAll(queue, ['f1']);
  await addAll(queue, ['b1', 'b2'], 'b');
  await addAll(queue, ['f2']);
  const { handed } = workOn(queue, () => ({ status: 'done' }), 1);
  await until(() => handed.length === 6);
  expect(handed).toEqual(['a1 1', 'a2 1', 'f1 1', 'b1 1', 'b2 1', 'f2 1']);
  await until(async () => (await queue.counts()).active === 0);
  expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
});
