import { type BullMQQueueOptions, checkConnection, invalid, MAX_TIMER } from '../options.js';

/** What {@link createRedisCallStore} takes. Only `connection` is required. */
export interface RedisCallStoreOptions {
  /**
   * Where Redis (6.2 or newer) or Valkey is: a `redis://` or `rediss://` URL, options of ioredis, or a client of ioredis, which is
   * duplicated and left alone. For Redis Cluster, pass a `Cluster`. The server must not evict keys (`maxmemory-policy noeviction`).
   */
  connection: BullMQQueueOptions['connection'];
  /**
   * How all keys begin: processes with the same one share their calls. Default `'{simotel}'`; the braces keep them on one node of
   * a Redis Cluster, which refuses to work otherwise.
   */
  prefix?: string;
  /** Milliseconds everything waits for a connection, and as long again for each answer; then it rejects. Default 2,000. */
  timeoutMs?: number;
}

/** @throws {SimotelError} `OPTION_INVALID`, for what the compiler does not see: plain JavaScript and values from outside. */
export function resolveStoreOptions(options: RedisCallStoreOptions): Required<RedisCallStoreOptions> {
  const { connection, prefix = '{simotel}', timeoutMs = 2_000 } = options;
  if (typeof prefix !== 'string' || prefix === '') throw invalid('prefix must be text that is not empty.');
  checkConnection(connection, prefix);
  if (typeof timeoutMs !== 'number' || !(timeoutMs > 0 && timeoutMs <= MAX_TIMER)) {
    throw invalid(`timeoutMs must be a number of milliseconds above 0, and at most ${MAX_TIMER}.`);
  }
  return { connection, prefix, timeoutMs };
}
