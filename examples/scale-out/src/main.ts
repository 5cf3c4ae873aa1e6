import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createBullMQQueue } from '@simotel-hooks/bullmq';
import { createRequest, simulateCallCentre, toFetch } from '@simotel-hooks/testing';
import { startRedis } from './redis.js';

const { CALLS = '300', FIRST_PORT = '4100' } = process.env;
const port = Number(FIRST_PORT);
const auth = { username: 'simotel', password: 'secret' };

const redis = await startRedis(port);
const start = (program: string, env: NodeJS.ProcessEnv) =>
  fork(new URL(`./${program}.js`, import.meta.url), {
    env: { ...process.env, REDIS_URL: redis.url, ...env },
  });
const stop = async (child: ChildProcess) => {
  child.kill('SIGTERM');
  await once(child, 'exit');
};

const ports = [port + 1, port + 2];
const receivers = ports.map((own) => start('receiver', { PORT: `${own}` }));
const workers = ['worker 1', 'worker 2', 'worker 3'].map((NAME) => start('worker', { NAME }));
await Promise.all(receivers.map((receiver) => once(receiver, 'message')));

// Instead of PBXs and a balancer: what a call centre reports, sent to the receivers in turns.
const answers: Record<number, number> = {};
let sent = 0;
for (const { event, wire } of simulateCallCentre({ calls: Number(CALLS) })) {
  const request = createRequest(event, { ...wire, auth, path: '/simotel' });
  const { status } = await fetch(toFetch(request, `http://127.0.0.1:${ports[sent++ % ports.length]}`));
  answers[status] = (answers[status] ?? 0) + 1;
}
console.log(`sent ${sent} deliveries of ${CALLS} calls to ${receivers.length} receivers; answers:`, answers);

const queue = createBullMQQueue({ connection: redis.url });
for (let left = 1; left > 0; ) {
  const { waiting, active, dead } = await queue.counts();
  left = waiting + active;
  console.log(`${left} wait or are being handled, ${dead} are dead`);
  await new Promise((resolve) => setTimeout(resolve, 200));
}
await queue.close();
await Promise.all([...receivers, ...workers].map(stop));
redis.stop();
