// Stores COUNT deliveries, some calls at a time, and prints the body of each once it is stored.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createSqliteQueue } from '@simotel-hooks/sqlite';

const { FILE, COUNT, NAME, CALLS = '0', PARALLEL = '1' } = process.env;
const queue = createSqliteQueue({ file: FILE, busyTimeoutMs: 20_000 });

const store = async (at) => {
  const body = `${NAME}:${at}`;
  const request = { method: 'POST', path: '/', headers: {}, body, ip: null };
  const delivery = { id: randomUUID(), receivedAt: new Date().toISOString(), source: null, request };
  const callKey = CALLS === '0' ? null : `${NAME}-${at % CALLS}`;
  await queue.add(delivery, { callKey, dedupe: null });
  writeSync(1, `${body}\n`);
};

for (let at = 0; at < COUNT; at += Number(PARALLEL)) {
  await Promise.all(Array.from({ length: PARALLEL }, (_, more) => store(at + more)));
}
if (process.env.STAY) setInterval(() => undefined, 1_000);
else process.disconnect();
