import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis to use, and how to end it. */
export interface RedisServer {
  url: string;
  stop(): void;
}

/** That of `REDIS_URL`; else one of its own, in a folder that is removed afterwards, which keeps everything on the disk. */
export async function startRedis(port: number): Promise<RedisServer> {
  const { REDIS_URL } = process.env;
  if (REDIS_URL) return { url: REDIS_URL, stop: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'scale-out-'));
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
  const durable = [
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
    '--maxmemory-policy',
    'noeviction',
  ];
  const server = spawn('redis-server', [...options, ...durable], { stdio: 'ignore' });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  server.once('exit', remove);
  try {
    await once(server, 'spawn');
  } catch {
    remove();
    console.error(
      'redis-server is missing. Install it (Debian: apt install redis-server; macOS: brew install redis),',
    );
    console.error('or set REDIS_URL to a Redis 7 or a Valkey that may be used for this.');
    process.exit(1);
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => server.kill() };
}
