import type { Cluster, Redis } from 'ioredis';

/** Lets any number of callers wait for a connection, for a while, in the order in which they came. */
export class Readiness {
  private readonly redis: Redis | Cluster;
  private readonly timeoutMs: number;
  private readonly waiting = new Set<(error?: Error) => void>();
  /** Why there is no connection. */
  private reason: string | undefined;

  constructor(redis: Redis | Cluster, timeoutMs: number) {
    this.redis = redis;
    this.timeoutMs = timeoutMs;
    redis.on('ready', () => {
      this.reason = undefined;
      this.resume();
    });
    redis.on('end', () => this.resume(new Error('The connection to Redis was closed.')));
    for (const event of ['error', 'node error']) {
      redis.on(event, (error: unknown) => {
        this.reason = reasonOf(error);
      });
    }
  }

  /** @throws {Error} Where there is no connection within `timeoutMs`. */
  async wait(): Promise<void> {
    if (this.redis.status === 'ready') return;
    await new Promise<void>((resolve, reject) => {
      const resume = (error?: Error) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(resume);
        const reason = this.reason === undefined ? '' : `: ${this.reason}`;
        reject(new Error(`There was no connection to Redis within ${this.timeoutMs} ms${reason}`));
      }, this.timeoutMs);
      this.waiting.add(resume);
    });
  }

  private resume(error?: Error): void {
    for (const resume of this.waiting) resume(error);
    this.waiting.clear();
  }
}

/** Its message alone: errors of ioredis hold the command, and that may be `AUTH` with the password. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // Where a name has several addresses, Node has several errors and no message.
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return error.message || code;
}
