import { createBullMQQueue } from '@simotel-hooks/bullmq';
import type { DeliveryQueue } from '@simotel-hooks/core';
import { createSqliteQueue } from '@simotel-hooks/sqlite';

/** How soon a worker that was killed is noticed: sooner than by default, to see it in a short run. */
const PATIENCE_MS = 3_000;

/** The queue at an address: `none`, a `redis:` URL, or the path of an SQLite file. */
export function openQueue(address: string): DeliveryQueue | undefined {
  if (address === 'none') return undefined;
  return address.startsWith('redis:')
    ? createBullMQQueue({ connection: address, lockMs: PATIENCE_MS })
    : createSqliteQueue({ file: address, leaseMs: PATIENCE_MS });
}
