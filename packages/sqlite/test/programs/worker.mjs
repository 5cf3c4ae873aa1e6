// Handles deliveries until it is told to stop, and prints `body attempt` of each when it begins with one.
// HANDLER: done, hang, crash (kills the process), fail (once, retries after RETRY_MS), wait (for the message 'go on').
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createSqliteQueue } from '@simotel-hooks/sqlite';

const { FILE, HANDLER = 'done', CONCURRENCY = '5', LEASE_MS = '1000', RETRY_MS = '0' } = process.env;
const queue = createSqliteQueue({ file: FILE, leaseMs: Number(LEASE_MS), pollMs: 20, busyTimeoutMs: 20_000 });
const failure = { code: 'HANDLER_FAILED', message: 'no' };

// Straight to the pipe: what a process that is killed had in memory would be lost.
const print = (line) => writeSync(1, `${line}\n`);

const outcomes = {
  done: () => ({ status: 'done' }),
  hang: () => new Promise(() => undefined),
  crash: () => process.kill(process.pid, 'SIGKILL'),
  fail: (attempt) =>
    attempt > 1 ? { status: 'done' } : { status: 'retry', delayMs: Number(RETRY_MS), failure },
  wait: async () => {
    while ((await once(process, 'message'))[0] !== 'go on');
    print('went on');
    return { status: 'done' };
  },
};

queue.work(
  async (delivery, attempt) => {
    print(`${delivery.request.body} ${attempt}`);
    return outcomes[HANDLER](attempt);
  },
  { concurrency: Number(CONCURRENCY), onError: (error) => console.error(error) },
);

process.on('message', async (message) => {
  if (message === 'stop') await queue.close();
});
// Only the worker keeps this process alive.
process.channel.unref();
