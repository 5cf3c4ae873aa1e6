import { describe, it } from 'vitest';
import { createMemoryQueue, runQueueSuite } from '../src/index.js';

runQueueSuite({ name: 'memory', open: () => ({ queue: createMemoryQueue() }) }, { describe, it });
