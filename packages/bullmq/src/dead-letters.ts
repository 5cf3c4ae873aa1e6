import type { DeadLetter, DeadLetters } from '@simotel-hooks/core';
import type { Job } from 'bullmq';
import type { Cluster, Redis } from 'ioredis';
import type { Inbox } from './inbox.js';
import { failureOf, type JobData } from './job.js';
import type { Lanes } from './lanes.js';
import type { Producer } from './producer.js';

/** How many are read at a time. */
const PAGE = 100;

/** The failed jobs of BullMQ. */
export class FailedJobs implements DeadLetters {
  private readonly producer: Producer;
  private readonly inbox: Inbox;
  private readonly lanes: Lanes;
  private readonly redis: Redis | Cluster;
  /** A sorted set of ids; the score is when they failed. */
  private readonly key: string;

  constructor(producer: Producer, inbox: Inbox, lanes: Lanes, redis: Redis | Cluster, key: string) {
    this.producer = producer;
    this.inbox = inbox;
    this.lanes = lanes;
    this.redis = redis;
    this.key = key;
  }

  async *list(): AsyncGenerator<DeadLetter, void, undefined> {
    // What fails again meanwhile would come up again and again.
    const [, newest] = await this.producer.ask(() => this.redis.zrevrange(this.key, 0, 0, 'WITHSCORES'));
    if (newest === undefined) return;
    // By time and not by place, which changes when others are taken out.
    let after = '-inf';
    for (;;) {
      const { last, ids } = await this.producer.ask(() => this.lanes.dead(after, newest, PAGE));
      if (ids.length === 0) return;
      after = last;
      for (const id of ids) {
        const letter = await this.get(id);
        if (letter) yield letter;
      }
    }
  }

  get(id: string): Promise<DeadLetter | undefined> {
    return this.producer.ask(async () => {
      const job = await this.find(id);
      return job && letterOf(job, id);
    });
  }

  replay(id: string): Promise<boolean> {
    return this.producer.ask(async () => {
      const job = await this.find(id);
      return job !== undefined && this.inbox.replay(id, this.lanes.laneOf(job.data.callKey));
    });
  }

  drop(id: string): Promise<boolean> {
    return this.producer.ask(() => this.lanes.drop(id));
  }

  private async find(id: string): Promise<Job<JobData> | undefined> {
    const failedAt = await this.redis.zscore(this.key, id);
    return failedAt === null ? undefined : this.producer.queue.getJob(id);
  }
}

/** BullMQ sets these two in one step with the move to the failed jobs, and takes them away with the move out. */
function letterOf(job: Job<JobData>, id: string): DeadLetter | undefined {
  const { data, failedReason, finishedOn, stacktrace, attemptsMade, stalledCounter } = job;
  if (finishedOn === undefined || !failedReason) return undefined;
  return {
    id,
    delivery: data.delivery,
    failure: failureOf(failedReason, stacktrace?.at(-1)),
    failedAt: new Date(finishedOn).toISOString(),
    attempts: attemptsMade + stalledCounter,
  };
}
