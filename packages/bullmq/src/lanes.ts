import type { IRedisClient } from 'bullmq';
import { digest, type QueueKeys } from './keys.js';
import { SCRIPTS } from './scripts.js';

/** The longest a job waits without a look at its lane, in milliseconds. */
const LONGEST_PARK_MS = 10 * 60_000;

/**
 * How long a job is put aside, in milliseconds: the farther back it is in its lane, the longer, and by chance, so that not all of
 * a long lane look at once. It is woken before, as a rule.
 */
export function parkMs(before: number, lockMs: number): number {
  const park = Math.min(before * Math.ceil(lockMs / 2), LONGEST_PARK_MS);
  return before > 1 ? Math.round(park * (1 + Math.random())) : park;
}

/**
 * The order within calls: a sorted set for each call holds the ids of its jobs, in the order in which they were stored. The first that
 * is neither done nor dead is the one that may be handled; nothing but a look at the job itself says so, so whoever dies at
 * whatever moment leaves a lane that the next one reads right.
 */
export class Lanes {
  private readonly client: IRedisClient;
  private readonly keys: QueueKeys;
  private readonly lockMs: number;

  constructor(client: IRedisClient, keys: QueueKeys, lockMs: number) {
    this.client = client;
    this.keys = keys;
    this.lockMs = lockMs;
    for (const [name, script] of Object.entries(SCRIPTS)) client.defineCommand(name, script);
  }

  /** How many of its call are before a job that a worker was given: 0 when it is its turn, -1 when it is gone. */
  async claim(id: string, callKey: string): Promise<number> {
    const { job, failed, completed, counter, delayed } = this.keys;
    const keys = [this.laneOf(callKey), failed, completed, counter, delayed];
    const soon = Date.now() + parkMs(1, this.lockMs);
    return Number(await this.client.runCommand('simotelClaim', [...keys, job, id, soon]));
  }

  /** The job whose turn it is, where it was told to wait by {@link claim}. */
  async next(callKey: string): Promise<string | null> {
    const { job, failed, completed } = this.keys;
    const keys = [this.laneOf(callKey), failed, completed];
    const id: unknown = await this.client.runCommand('simotelNext', [...keys, job]);
    return typeof id === 'string' ? id : null;
  }

  /** To be called when a job is about to be dead, so that {@link dead} knows the order. */
  async dying(id: string): Promise<void> {
    await this.client.runCommand('simotelDying', [this.keys.job + id, this.keys.counter]);
  }

  /**
   * About `size` dead jobs, in the order in which they died.
   *
   * @param after - What `last` was the time before; `'-inf'` for the first time.
   * @param newest - A score of BullMQ; none that died later is listed.
   */
  async dead(after: string, newest: string, size: number): Promise<{ last: string; ids: string[] }> {
    const { failed, job } = this.keys;
    const answer: unknown = await this.client.runCommand('simotelDead', [failed, job, after, newest, size]);
    const [last = newest, ...ids] = Array.isArray(answer) ? answer.map(String) : [];
    return { last: `(${last}`, ids };
  }

  /** Forgets a dead job. @returns `false` where it is not dead. */
  async drop(id: string): Promise<boolean> {
    const dropped: unknown = await this.client.runCommand('simotelDrop', [
      this.keys.failed,
      this.keys.job + id,
      id,
    ]);
    return dropped === 1;
  }

  /** The key of the lane of a call. */
  laneOf(callKey: string | null): string {
    return this.keys.lane + (callKey === null ? '' : digest(callKey));
  }
}
