import { runCallStoreSuite } from '@simotel-hooks/testing';
import { describe, it, vi } from 'vitest';
import { createRedisCallStore } from '../src/call-store/call-store.js';
import { describeRedis, freshName, sharedRedisUrl } from './support/shared.js';

// The newest major instead of the one that is installed for the others.
vi.mock('ioredis', () => import('ioredis-6'));

describeRedis('with ioredis 6', () => {
  const open = () => {
    const options = { connection: sharedRedisUrl(), prefix: `{${freshName()}}` };
    const [store, second] = [createRedisCallStore(options), createRedisCallStore(options)];
    return { store, second, close: async () => void (await Promise.all([store.close(), second.close()])) };
  };

  runCallStoreSuite({ name: 'Redis', open }, { describe, it });
});
