import type { Cluster, Redis } from 'ioredis';

/** Lets any number of callers wait for a connection, for a while, in the order in which they came. */
export class Readiness {
  private readonly redis: Redis | Cluster;
  private readonly timeoutMs: number;
  private readonly waiting = new Set<() => void>();

  constructor(redis: Redis | Cluster, timeoutMs: number) {
    this.redis = redis;
    this.timeoutMs = timeoutMs;
    redis.on('ready', () => {
      for (const resume of this.waiting) resume();
      this.waiting.clear();
    });
  }

  /** @throws {Error} Where there is no connection within `timeoutMs`. */
  async wait(): Promise<void> {
    if (this.redis.status === 'ready') return;
    await new Promise<void>((resolve, reject) => {
      const resume = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(resume);
        reject(new Error(`There was no connection to Redis within ${this.timeoutMs} ms.`));
      }, this.timeoutMs);
      this.waiting.add(resume);
    });
  }
}
