import type { DeliveryOutcome, DeliveryProcessor, QueueWorker, QueueWorkOptions } from '@simotel-hooks/core';
import { DelayedError, type Job, WaitingError, Worker } from 'bullmq';
import { type Connection, endConnection, withoutCommand } from './connection.js';
import { deadError, type JobData, RetryError, UNLIMITED, wake } from './job.js';
import { type Lanes, parkMs } from './lanes.js';
import type { Mover } from './mover.js';
import type { ResolvedOptions } from './options.js';
import { settlesWithin } from './settles.js';

/** How long a job waits before it is tried again when it was not the handler that failed, in milliseconds. */
const TROUBLE_MS = 5_000;

/** How long `close` waits for Redis to store what was handled, in milliseconds. */
const STORE_MS = 5_000;

/** Hands deliveries out, each when those before it in its call are done or dead. */
export class DeliveryWorker implements QueueWorker {
  private readonly worker: EndableWorker;
  private readonly connection: Connection;
  private readonly lanes: Lanes;
  private readonly mover: Mover;
  private readonly process: DeliveryProcessor;
  private readonly onError: (error: Error) => void;
  private readonly lockMs: number;
  private readonly handling = new Set<Promise<DeliveryOutcome>>();
  private readonly advancing = new Set<Promise<void>>();
  private closing: Promise<void> | undefined;

  constructor(
    connection: Connection,
    lanes: Lanes,
    mover: Mover,
    { name, prefix, lockMs }: ResolvedOptions,
    process: DeliveryProcessor,
    { concurrency, onError }: QueueWorkOptions,
  ) {
    this.connection = connection;
    this.lanes = lanes;
    this.mover = mover;
    this.process = process;
    this.onError = onError;
    this.lockMs = lockMs;
    this.worker = new EndableWorker(name, (job, token = '') => this.handle(job, token), {
      connection: connection.client,
      prefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: Math.ceil(lockMs / 6),
      maxStalledCount: UNLIMITED,
      settings: {
        backoffStrategy: (_attempts, _type, error) =>
          error instanceof RetryError ? error.delayMs : TROUBLE_MS,
      },
    });
    this.worker.on('error', (error) => this.report(error));
    this.worker.on('completed', (job) => this.advance(job));
    this.worker.on('failed', (job, error) => {
      if (job && !(error instanceof RetryError)) this.advance(job);
    });
  }

  close(): Promise<void> {
    this.closing ??= this.drain();
    return this.closing;
  }

  /** What BullMQ calls with each job; what it throws tells BullMQ what became of it. */
  private async handle(job: Job<JobData>, token: string): Promise<void> {
    const { id = '', data, attemptsMade, stalledCounter } = job;
    if (data.callKey !== null) await this.awaitTurn(job, id, data.callKey, token);
    if (this.closing) await release(job, token);
    const handled = this.process(data.delivery, attemptsMade + stalledCounter + 1);
    this.handling.add(handled);
    const outcome = await handled.finally(() => this.handling.delete(handled));
    if (outcome.status === 'released') await release(job, token);
    if (outcome.status === 'retry') throw new RetryError(outcome.failure, outcome.delayMs);
    if (outcome.status === 'dead') {
      await this.lanes.dying(id).catch((error) => this.report(error));
      throw deadError(outcome.failure);
    }
  }

  /** Comes back when it is the turn of this job; else puts it aside. */
  private async awaitTurn(job: Job<JobData>, id: string, callKey: string, token: string): Promise<void> {
    const before = await this.lanes.claim(id, callKey);
    if (before === 0) return;
    // Its lock was lost, and somebody else was done with it.
    if (before < 0) throw new DelayedError();
    await job.moveToDelayed(Date.now() + parkMs(before, this.lockMs), token);
    // The one before it may have finished just now, and found nobody waiting.
    this.advance(job);
    throw new DelayedError();
  }

  /** Wakes the job whose turn it is. Where this is lost, the job wakes by itself when its time is over. */
  private advance({ data: { callKey } }: Job<JobData>): void {
    if (callKey === null) return;
    const done = this.wakeNext(callKey).catch((error) => this.report(error));
    this.advancing.add(done);
    void done.then(() => this.advancing.delete(done));
  }

  private async wakeNext(callKey: string): Promise<void> {
    const id = await this.lanes.next(callKey);
    if (id !== null) await wake(this.worker, id);
  }

  private report(error: Error): void {
    if (!this.closing) this.onError(withoutCommand(error));
  }

  private async drain(): Promise<void> {
    const stopped = this.mover.close();
    const closed = this.worker.close();
    // A job that was fetched before may still get here, but is not handed out.
    while (this.handling.size > 0) await Promise.allSettled(this.handling);
    const stored = closed.then(() => Promise.all(this.advancing));
    if (!(await settlesWithin(stored, STORE_MS))) {
      this.worker.giveUp();
      this.onError(new Error('Redis did not answer; what was handled last may be handed out again.'));
    }
    await Promise.all([stopped, endConnection(this.connection.redis)]);
  }
}

/** BullMQ waits for Redis for ever. */
class EndableWorker extends Worker<JobData, void, string> {
  /** Stops what would keep the process alive, whatever BullMQ is waiting for. */
  giveUp(): void {
    const backend = this.getBackend();
    const lost = () => {};
    this.lockManager.close().catch(lost);
    backend.close(true).catch(lost);
    backend.blockingClient?.then((client) => client.disconnect(), lost);
  }
}

/** As if it had not been handed out. */
async function release(job: Job<JobData>, token: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}
