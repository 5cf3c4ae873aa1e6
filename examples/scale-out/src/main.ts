import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createBullMQQueue } from '@simotel-hooks/bullmq';
import { createRequest, simulateCallCentre, toFetch } from '@simotel-hooks/testing';
import { startRedis } from './redis.js';

const { CALLS = '300' } = process.env;
const auth = { username: 'simotel', password: 'secret' };

const redis = await startRedis();
// However this program ends, Redis ends with it; so do the others, which notice that they are alone.
process.once('exit', redis.stop);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const start = (program: string, NAME: string) =>
  fork(new URL(`./${program}.js`, import.meta.url), { env: { ...process.env, REDIS_URL: redis.url, NAME } });
const stop = async (child: ChildProcess) => {
  child.kill('SIGTERM');
  await once(child, 'exit');
};

const workers = ['worker 1', 'worker 2', 'worker 3'].map((name) => start('worker', name));
const receivers = ['receiver 1', 'receiver 2'].map((name) => start('receiver', name));
const listening = await Promise.all(receivers.map((receiver) => once(receiver, 'message')));
const origins = listening.map(([{ port }]) => `http://127.0.0.1:${port}`);

// Instead of PBXs and a balancer: what a call centre reports, sent to the receivers in turns.
const answers: Record<number, number> = {};
let sent = 0;
for (const { event, wire } of simulateCallCentre({ calls: Number(CALLS) })) {
  const request = createRequest(event, { ...wire, auth, path: '/simotel' });
  const { status } = await fetch(toFetch(request, origins[sent++ % origins.length] ?? ''));
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
process.exit();
