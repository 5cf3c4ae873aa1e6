// Works on a queue, and writes down in another Redis what it was handed out, in the order of all workers.
import { createBullMQQueue } from '@simotel-hooks/bullmq';
import { Redis } from 'ioredis';

const { url, name, lockMs, logUrl, logKey, concurrency = 10 } = JSON.parse(process.argv[2]);
const log = new Redis(logUrl);
const queue = createBullMQQueue({ connection: url, name, lockMs });
const failure = { code: 'HANDLER_FAILED', message: 'As its path asks for.' };

queue.work(
  async ({ request: { path } }, attempt) => {
    const wish = new URL(path, 'http://localhost').searchParams;
    await log.rpush(logKey, JSON.stringify({ what: 'begin', path, attempt }));
    if (wish.has('hang') && attempt === 1) await new Promise(() => {});
    const fails = attempt <= Number(wish.get('fails'));
    const status = wish.has('dead') ? 'dead' : fails ? 'retry' : 'done';
    await log.rpush(logKey, JSON.stringify({ what: status, path, attempt }));
    return { status, delayMs: 20, failure };
  },
  { concurrency, onError: () => {} },
);

process.on('SIGTERM', async () => {
  await queue.close();
  log.disconnect();
});
process.stdout.write('ready\n');
