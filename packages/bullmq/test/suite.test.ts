import { runQueueSuite } from '@simotel-hooks/testing';
import { describe, it } from 'vitest';
import { createBullMQQueue } from '../src/index.js';
import { describeRedis, freshName, sharedRedisUrl } from './support/shared.js';

describeRedis('createBullMQQueue', () => {
  const open = () => {
    const options = { connection: sharedRedisUrl(), name: freshName() };
    return { queue: createBullMQQueue(options), second: createBullMQQueue(options) };
  };

  runQueueSuite({ name: 'BullMQ', open }, { describe, it });
});
