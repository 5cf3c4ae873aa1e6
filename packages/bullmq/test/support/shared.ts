import { randomUUID } from 'node:crypto';
import { describe, inject } from 'vitest';
import './global-setup.js';

type Describe = ReturnType<typeof describe.skipIf>;

const url = inject('redisUrl');

/** `describe` for tests that use {@link sharedRedisUrl}; skipped where there is no Redis. */
export const describeRedis: Describe = describe.skipIf(url === null);

/** `describe` for tests that start a redis-server of their own; skipped where it is not installed. */
export const describeRedisServer: Describe = describe.skipIf(!inject('hasRedisServer'));

/** The Redis of this run. Use keys of your own: {@link freshName}. */
export function sharedRedisUrl(): string {
  if (url === null) throw new Error('There is no Redis; use describeRedis.');
  return url;
}

/** A name that no other test has. */
export const freshName = () => randomUUID();
