import { createIORedisClient, type IRedisClient } from 'bullmq';
import { type Cluster, Redis, type RedisOptions } from 'ioredis';
import type { BullMQQueueOptions } from './options.js';
import { settlesWithin } from './settles.js';

/** A connection of our own, to be ended by {@link endConnection}. */
export interface Connection {
  readonly redis: Redis | Cluster;
  /** The same, as BullMQ wants it. */
  readonly client: IRedisClient;
}

/** Milliseconds between two attempts to connect. Always tries again: there is nothing else a queue could do. */
const retryStrategy = (attempts: number) => Math.min(attempts * 50, 1_000);

/**
 * For those who wait for an answer: a command fails when the connection does, is never sent twice, and when Redis stays silent
 * for `timeoutMs` the connection is closed. So what waits for a Redis that hangs is given up, and its memory with it.
 */
export function openImpatient(options: BullMQQueueOptions['connection'], timeoutMs: number): Connection {
  return open(options, {
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    socketTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
}

/** For workers: a command waits for as long as it takes to connect again. */
export function openPatient(options: BullMQQueueOptions['connection']): Connection {
  return open(options, {
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: true,
    enableOfflineQueue: true,
    // They wait for work with a command that may take long.
    socketTimeout: undefined,
  });
}

function open(given: BullMQQueueOptions['connection'], role: RedisOptions): Connection {
  const redis = create(given, role);
  // BullMQ listens too, but not from the start to the end, and an error without a listener is printed.
  redis.on('error', () => {});
  return { redis, client: createIORedisClient(redis) };
}

function create(given: BullMQQueueOptions['connection'], role: RedisOptions): Redis | Cluster {
  const options: RedisOptions = { ...role, commandTimeout: undefined, retryStrategy, lazyConnect: false };
  if (typeof given === 'string') return new Redis(given, options);
  if (!('duplicate' in given)) return new Redis({ ...given, ...options });
  if (!('nodes' in given)) return given.duplicate(options);
  const { enableOfflineQueue = true, ...redisOptions } = role;
  return given.duplicate([], {
    lazyConnect: false,
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    redisOptions: { ...given.options.redisOptions, ...redisOptions, commandTimeout: undefined },
  });
}

/**
 * An error for those who write it down: ioredis attaches the command, with all that was to be stored, or with a password.
 */
export function withoutCommand(reason: unknown): Error {
  const error = reason instanceof Error ? reason : new Error(String(reason));
  Reflect.deleteProperty(error, 'command');
  return error;
}

/** How long the other side may take to say goodbye, in milliseconds. */
const END_MS = 5_000;

/** Ends it, also where Redis is gone; commands without an answer are rejected. */
export async function endConnection(redis: Redis | Cluster): Promise<void> {
  if (redis.status === 'end') return;
  const ended = new Promise<void>((resolve) => redis.once('end', resolve));
  // Between two attempts to connect, ioredis would forget the attempts, but not say that it has ended.
  if (redis.status === 'reconnecting' || redis.status === 'close') {
    const trying = new Promise<void>((resolve) => redis.once('connecting', resolve));
    await settlesWithin(trying, END_MS);
  }
  redis.disconnect();
  await settlesWithin(ended, END_MS);
}
