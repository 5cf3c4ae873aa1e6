// Adds the deliveries of some calls: those of one call one after the other, calls side by side, each delivery twice.
import { randomUUID } from 'node:crypto';
import { createBullMQQueue } from '@simotel-hooks/bullmq';

const { url, name, calls } = JSON.parse(process.argv[2]);
const queue = createBullMQQueue({ connection: url, name });

function add(callKey, path) {
  const delivery = {
    id: randomUUID(),
    receivedAt: new Date().toISOString(),
    source: null,
    request: { method: 'POST', path, headers: {}, body: '{}', ip: null },
  };
  return queue.add(delivery, { callKey, dedupe: { key: path, ttlMs: 3_600_000 } });
}

const counted = { new: 0, repeats: 0 };
await Promise.all(
  Object.entries(calls).map(async ([callKey, paths]) => {
    for (const path of paths) {
      const added = await Promise.all([add(callKey, path), add(callKey, path)]);
      for (const isNew of added) counted[isNew ? 'new' : 'repeats']++;
    }
  }),
);
process.stdout.write(`${JSON.stringify(counted)}\n`);
await queue.close();
