import { createHash } from 'node:crypto';
import type { IRedisClient, IRedisTransaction } from 'bullmq';
import { SCRIPTS } from './scripts.js';

/** The keys of BullMQ that say what became of a job, and ours. */
export interface LaneKeys {
  /** Behind it comes the id of a job. */
  readonly job: string;
  readonly failed: string;
  readonly completed: string;
  /** Behind it comes the id that repeats share. */
  readonly deduplication: string;
  /** Counts what was put into lanes. */
  readonly counter: string;
  /** Behind it comes the name of a call. */
  readonly lane: string;
}

/**
 * The order within calls: a sorted set for each call holds the ids of its jobs, in the order in which they were stored. The first that
 * is neither done nor dead is the one that may be handled; nothing but a look at the job itself says so, so whoever dies at
 * whatever moment leaves a lane that the next one reads right.
 */
export class Lanes {
  private readonly client: IRedisClient;
  private readonly keys: LaneKeys;

  constructor(client: IRedisClient, keys: LaneKeys) {
    this.client = client;
    this.keys = keys;
    for (const [name, script] of Object.entries(SCRIPTS)) client.defineCommand(name, script);
  }

  /** Adds to a transaction: result 1 where the job is new, 0 where it is a repeat. */
  enter(
    transaction: IRedisTransaction,
    id: string,
    callKey: string | null,
    deduplicationId: string | null,
  ): void {
    const { job, deduplication, counter } = this.keys;
    const repeat = deduplicationId === null ? job + id : deduplication + deduplicationId;
    const keys = [job + id, repeat, this.laneOf(callKey), counter];
    transaction.runCommand('simotelEnter', [...keys, id, callKey === null ? 0 : 1]);
  }

  /** How many of its call are before a job that a worker was given: 0 when it is its turn, -1 when it is gone. */
  async claim(id: string, callKey: string): Promise<number> {
    const { job, failed, completed, counter } = this.keys;
    const keys = [this.laneOf(callKey), failed, completed, counter];
    return Number(await this.client.runCommand('simotelClaim', [...keys, job, id]));
  }

  /** The job whose turn it is, where it was told to wait by {@link claim}. */
  async next(callKey: string): Promise<string | null> {
    const { job, failed, completed } = this.keys;
    const keys = [this.laneOf(callKey), failed, completed];
    const id: unknown = await this.client.runCommand('simotelNext', [...keys, job]);
    return typeof id === 'string' ? id : null;
  }

  /** Makes a dead job the last of its call, with all its tries. @returns `false` where it is not dead. */
  async revive(id: string, callKey: string | null): Promise<boolean> {
    const { job, failed, counter } = this.keys;
    const keys = [failed, job + id, this.laneOf(callKey), counter];
    const revived: unknown = await this.client.runCommand('simotelRevive', [
      ...keys,
      id,
      callKey === null ? 0 : 1,
    ]);
    return revived === 1;
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

  private laneOf(callKey: string | null): string {
    return this.keys.lane + (callKey === null ? '' : digest(callKey));
  }
}

/** What a call or a repeat is called in keys: they come from outside and may be long, or hold anything. */
export const digest = (key: string) => createHash('sha256').update(key).digest('base64url');
