import { runQueueSuite } from '@simotel-hooks/testing';
import { describe, it } from 'vitest';
import { createSqliteQueue } from '../src/index.js';
import { tempFile } from './support.js';

runQueueSuite(
  {
    name: 'SQLite',
    open: () => {
      const file = tempFile();
      return { queue: createSqliteQueue({ file }), second: createSqliteQueue({ file }) };
    },
  },
  { describe, it },
);
