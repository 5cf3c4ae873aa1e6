import { runQueueSuite } from '@simotel-hooks/testing';
import { describe, it, vi } from 'vitest';
import { createBullMQQueue } from '../src/index.js';
import { describeRedis, freshName, sharedRedisUrl } from './support/shared.js';

// The newest major instead of the one that is installed for the others.
vi.mock('ioredis', () => import('ioredis-6'));

describeRedis('with ioredis 6', () => {
  const open = () => {
    const options = { connection: sharedRedisUrl(), name: freshName() };
    return { queue: createBullMQQueue(options), second: createBullMQQueue(options) };
  };

  runQueueSuite({ name: 'BullMQ', open }, { describe, it });
});
