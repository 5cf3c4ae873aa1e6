import { expect, it } from 'vitest';
import { Connection } from '../src/connection.js';
import { Deliveries } from '../src/deliveries.js';
import { Leases, LOOKS } from '../src/leases.js';
import { cleanUp, openQueue } from './support.js';

it('takes a worker for dead whose beat did not move for a lease, and no other', () => {
  const connection = new Connection(openQueue().file, 1_000);
  cleanUp(() => connection.close());
  const deliveries = new Deliveries(connection);
  const [still, alive, watcher] = ['still', 'alive', 'watcher'].map(
    (owner) => new Leases(connection, deliveries, owner),
  );
  if (!still || !alive || !watcher) throw new Error('There are three.');
  deliveries.insert('"1"', null, '{}');
  deliveries.claim('still', 1, Date.now());
  still.beat();
  for (let look = 0; look < LOOKS; look += 1) {
    alive.beat();
    expect(watcher.look()).toEqual([]);
  }
  alive.beat();
  expect(watcher.look()).toEqual([{ owner: 'still', beat: 1 }]);
  expect(watcher.look()).toEqual([]);
  // It moves after it was looked at.
  still.beat();
  expect(watcher.bury('still', 1)).toBe(false);
  expect(deliveries.counts()).toMatchObject({ waiting: 0, active: 1 });
  expect(watcher.look()).toEqual([]);
  expect(watcher.bury('still', 2)).toBe(true);
  expect(deliveries.counts()).toMatchObject({ waiting: 1, active: 0 });
});
