import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './recording-server.js';

/** A redis-server of the test's own. */
export interface RedisServer {
  readonly port: number;
  /** Ends it at once, and deletes what it stored. */
  stop(): Promise<void>;
}

/** Whether redis-server is installed. Says so where it is not, or fails where `CI_REDIS` is `required`. */
export function hasRedis(): boolean {
  if (spawnSync('redis-server', ['--version']).status === 0) return true;
  const missing = 'redis-server is not installed: tests that start one';
  if (process.env['CI_REDIS'] === 'required')
    throw new Error(`${missing} cannot run, and CI_REDIS is required.`);
  console.warn(`${missing} are skipped.`);
  return false;
}

/** Starts one on a free port of 127.0.0.1, with a password. Done when it answers. */
export async function startRedis(password: string): Promise<RedisServer> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'simotel-redis-'));
  const settings = { port: `${port}`, bind: '127.0.0.1', dir, save: '', requirepass: password };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  await answering(server, port);
  return {
    port,
    async stop() {
      const gone = once(server, 'exit');
      if (server.kill('SIGKILL')) await gone;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function answering(server: ChildProcess, port: number): Promise<void> {
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Redis listens only when it is ready to answer. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
