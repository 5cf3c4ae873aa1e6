import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A redis-server of the test's own. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it at once, and deletes what it stored. */
  stop(): Promise<void>;
  /** Sends a signal; after `SIGKILL`, done when the process is gone. What it stored stays. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again after it was killed: same port, same files. */
  restart(): Promise<void>;
}

/** Settings of redis.conf, such as `{ appendonly: 'yes' }`. Default: nothing is written to disk. */
export interface StartRedisOptions {
  readonly config?: Readonly<Record<string, string>>;
}

/** Starts a redis-server on a free port of 127.0.0.1, in a folder of its own. Done when it answers. */
export async function startRedis({ config = {} }: StartRedisOptions = {}): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'simotel-redis-'));
  const settings = {
    port: `${port}`,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'enable-debug-command': 'local',
    ...config,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  let server = await launch(args, port);

  const kill = async (signal: NodeJS.Signals) => {
    const gone = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : null;
    server.kill(signal);
    if (signal === 'SIGKILL') await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return server.pid ?? 0;
    },
    kill,
    async stop() {
      await kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
    async restart() {
      server = await launch(args, port);
    },
  };
}

async function launch(args: readonly string[], port: number): Promise<ChildProcess> {
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code} before it answered.`)));
  });
  await Promise.race([failed, answers(port)]);
  // The loser of the race may still reject, when the server is stopped.
  failed.catch(() => {});
  return server;
}

/** Done when a Redis on this port has read its files and answers. */
async function answers(port: number): Promise<void> {
  const client = new Redis(port, '127.0.0.1', {
    retryStrategy: () => 20,
    maxRetriesPerRequest: null,
    // Dies with the last waiter, so a failed launch does not keep the process.
    lazyConnect: true,
  });
  client.on('error', () => {});
  try {
    await client.connect().catch(() => {});
    await client.ping();
  } finally {
    client.disconnect();
  }
}

/** A port of 127.0.0.1 that nobody uses just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
