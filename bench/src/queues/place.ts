import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RedisServer, startRedis } from '../../../packages/bullmq/test/support/redis.js';

/** Where deliveries are kept during one measurement: empty at first, and gone afterwards. */
export interface Place {
  /** For `openQueue`. */
  readonly address: string;
  /** A folder for whatever else is written. */
  readonly folder: string;
  readonly redis?: RedisServer;
  remove(): Promise<void>;
}

export type Kind = 'none' | 'sqlite' | 'redis';

/** @param fsync - When Redis writes to the disk: `always`, or `everysec` as by default. SQLite always does. */
export async function openPlace(kind: Kind, fsync: 'always' | 'everysec' = 'always'): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'simotel-bench-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  if (kind !== 'redis') {
    const address = kind === 'none' ? 'none' : join(folder, 'deliveries.db');
    return { address, folder, remove: removeFolder };
  }
  const redis = await startRedis({ config: { appendonly: 'yes', appendfsync: fsync } });
  return {
    address: redis.url,
    folder,
    redis,
    remove: async () => {
      await redis.stop();
      await removeFolder();
    },
  };
}
