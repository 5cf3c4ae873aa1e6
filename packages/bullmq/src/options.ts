import { SimotelError } from '@simotel-hooks/core';
import type { Cluster, Redis, RedisOptions } from 'ioredis';

/** What {@link createBullMQQueue} takes. Only `connection` is required. */
export interface BullMQQueueOptions {
  /**
   * Where Redis is: a `redis://` or `rediss://` URL, options of ioredis (also for Sentinel), or a client of ioredis, which is
   * duplicated and left alone. For Redis Cluster, pass a `Cluster`.
   */
  connection: string | RedisOptions | Redis | Cluster;
  /** Name of the queue in BullMQ; queues of different names share nothing. Default `'deliveries'`. */
  name?: string;
  /**
   * How all keys begin. Default `'{simotel}'`; the braces keep them on one node of a Redis Cluster, which refuses to work
   * otherwise.
   */
  prefix?: string;
  /** Milliseconds `add` waits for a connection, and as long again for an answer; then it rejects. Default 2,000. */
  timeoutMs?: number;
  /**
   * Milliseconds without a sign of life after which a worker is taken for dead; up to a sixth of it later, its deliveries are handed
   * to others. Workers give signs all the time, but not while the event loop is blocked: no handler should do that for
   * half of it. The same in all processes. Default 30,000.
   */
  lockMs?: number;
}

/** The same with every default filled in. */
export type ResolvedOptions = Required<BullMQQueueOptions>;

const DEFAULTS = { name: 'deliveries', prefix: '{simotel}', timeoutMs: 2_000, lockMs: 30_000 } as const;

/** The shortest times that leave Redis and the event loop room to breathe. */
const SHORTEST = { timeoutMs: 10, lockMs: 500 } as const;

/** The longest a timer of the platform can run. */
export const MAX_TIMER = 2_147_483_647;

/** @throws {SimotelError} `OPTION_INVALID` */
export function resolveOptions(options: BullMQQueueOptions): ResolvedOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const resolved: ResolvedOptions = {
    ...DEFAULTS,
    connection: options.connection,
    ...Object.fromEntries(given),
  };
  const { connection, name, prefix } = resolved;
  checkConnection(connection, prefix);
  checkKeyPrefix(connection);
  for (const [option, value] of Object.entries({ name, prefix })) {
    if (typeof value !== 'string' || value === '' || value.includes(':')) {
      throw invalid(`${option} must be text that is not empty and has no colon: it is a part of keys.`);
    }
  }
  if (/\.(inbox|moved|repeats|calls)$/.test(name)) {
    throw invalid(
      'name must not end in .inbox, .moved, .repeats or .calls: keys of another queue may be called so.',
    );
  }
  for (const option of ['timeoutMs', 'lockMs'] as const) {
    const value = resolved[option];
    if (!Number.isInteger(value) || value < SHORTEST[option] || value > MAX_TIMER) {
      throw invalid(`${option} must be whole milliseconds from ${SHORTEST[option]} to ${MAX_TIMER}.`);
    }
  }
  return resolved;
}

/** @throws {SimotelError} `OPTION_INVALID` */
export function checkConnection(connection: BullMQQueueOptions['connection'], prefix: string): void {
  if (typeof connection === 'string') {
    checkUrl(connection);
    return;
  }
  if (typeof connection !== 'object' || connection === null) {
    throw invalid('connection is missing. Pass a redis:// URL, options of ioredis, or a client of ioredis.');
  }
  if ('nodes' in connection && !/\{[^}]+\}/.test(prefix)) {
    throw invalid('With Redis Cluster, prefix needs a part in braces, such as {simotel}.');
  }
}

/** What is wrong with a URL is not said with the URL: there is a password in it. */
function checkUrl(url: string): void {
  if (!/^rediss?:\/\//.test(url)) throw invalid('connection must begin with redis:// or rediss://.');
  if (!URL.canParse(url)) {
    throw invalid(
      'connection is no URL. Are the special characters of the password escaped (encodeURIComponent)?',
    );
  }
}

function checkKeyPrefix(connection: BullMQQueueOptions['connection']): void {
  if (typeof connection === 'string') return;
  const { keyPrefix } = 'duplicate' in connection ? connection.options : connection;
  if (keyPrefix) throw invalid('BullMQ cannot work with keyPrefix of ioredis; use prefix instead.');
}

export const invalid = (message: string) => new SimotelError('OPTION_INVALID', message);
