import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { startRedis } from './redis.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Redis of this run, or `null` where there is none. */
    redisUrl: string | null;
    /** Whether tests can start a redis-server of their own. */
    hasRedisServer: boolean;
  }
}

/** One Redis for all tests: that of `REDIS_URL`, or a redis-server of its own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;
  const configured = process.env['REDIS_URL'] || null;
  project.provide('hasRedisServer', hasRedisServer);
  if (!hasRedisServer) {
    const missing = 'redis-server is not installed: tests that start and kill one';
    if (process.env['CI_REDIS'] === 'required')
      throw new Error(`${missing} cannot run, and CI_REDIS is required.`);
    console.warn(`${missing} are skipped${configured ? '' : ', and with no REDIS_URL all others too'}.`);
  }
  if (configured || !hasRedisServer) {
    project.provide('redisUrl', configured);
    return undefined;
  }
  const redis = await startRedis();
  project.provide('redisUrl', redis.url);
  return () => redis.stop();
}
