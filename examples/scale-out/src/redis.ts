import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis to use, and how to end it. */
export interface RedisServer {
  url: string;
  stop(): void;
}

/** That of `REDIS_URL`; else one of its own, in a folder that is removed afterwards, which keeps everything on the disk. */
export async function startRedis(): Promise<RedisServer> {
  const { REDIS_URL } = process.env;
  if (REDIS_URL) return { url: REDIS_URL, stop: () => {} };
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'scale-out-'));
  const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
  const server = spawn('redis-server', [...place, ...durable], { stdio: 'ignore' });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  server.once('exit', remove);
  try {
    await once(server, 'spawn');
  } catch {
    remove();
    console.error(
      'redis-server is missing. Install it (Debian: apt install redis-server; macOS: brew install',
    );
    console.error('redis), or set REDIS_URL to a Redis 7 or a Valkey that may be used for this.');
    process.exit(1);
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => server.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
