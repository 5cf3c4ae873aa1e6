import { expect, it } from 'vitest';
import { Connection } from '../src/store/connection.js';
import { Deliveries } from '../src/store/deliveries.js';
import { Leases } from '../src/store/leases.js';
import { LOOKS, Watch } from '../src/watch.js';
import { cleanUp, openQueue } from './support.js';

it('takes a worker for dead whose beat did not move for a lease, and no other', () => {
  const connection = new Connection(openQueue().file, 1_000);
  cleanUp(() => connection.close());
  const deliveries = new Deliveries(connection);
  const leases = new Leases(connection, deliveries);
  const watch = new Watch();
  const look = () => watch.look(leases.othersThan('watcher'));
  deliveries.insert('"1"', null, '{}');
  deliveries.claim('still', 1, Date.now());
  leases.beat({ owner: 'still', beat: 1 });
  leases.beat({ owner: 'watcher', beat: 1 });
  for (let beat = 1; beat <= LOOKS; beat += 1) {
    leases.beat({ owner: 'alive', beat });
    expect(look()).toEqual([]);
  }
  leases.beat({ owner: 'alive', beat: LOOKS + 1 });
  expect(look()).toEqual([{ owner: 'still', beat: 1 }]);
  expect(look()).toEqual([]);
  // It moves after it was looked at.
  leases.beat({ owner: 'still', beat: 2 });
  expect(leases.bury({ owner: 'still', beat: 1 })).toBe(false);
  expect(deliveries.counts()).toMatchObject({ waiting: 0, active: 1 });
  expect(look()).toEqual([]);
  expect(leases.bury({ owner: 'still', beat: 2 })).toBe(true);
  expect(deliveries.counts()).toMatchObject({ waiting: 1, active: 0 });
});
