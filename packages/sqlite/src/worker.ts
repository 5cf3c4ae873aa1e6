import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { DeliveryOutcome, DeliveryProcessor, QueueWorker, QueueWorkOptions } from '@simotel-hooks/core';
import type { Claimed } from './deliveries.js';
import { Leases, LOOKS } from './leases.js';
import { giveSpaceBack } from './space.js';
import type { Storage } from './storage.js';
import { isBusy } from './trouble.js';

/** How long a worker waits before it asks again a storage that is in trouble. */
const RETRY_MS = 1_000;

/** Hands deliveries out. Its timers keep the process alive until it is closed. */
export class Worker implements QueueWorker {
  private readonly storage: Storage;
  private readonly process: DeliveryProcessor;
  private readonly work: QueueWorkOptions;
  private readonly owner = randomUUID();
  private readonly leases: Leases;
  private readonly running = new Set<Promise<void>>();
  private readonly poll: NodeJS.Timeout;
  private readonly pulse: NodeJS.Timeout;
  /** Deliveries that are being handled, or whose outcome could not be stored yet. */
  private taken = 0;
  private filling: Promise<void> | undefined;
  private again = false;
  private ticking = false;
  private pausedUntil = 0;
  private closing: Promise<void> | undefined;

  constructor(storage: Storage, process: DeliveryProcessor, work: QueueWorkOptions) {
    const { connection, deliveries, options } = storage;
    this.storage = storage;
    this.process = process;
    this.work = work;
    this.leases = new Leases(connection, deliveries, this.owner);
    this.poll = setInterval(() => this.wakeIfNeeded(), options.pollMs);
    this.pulse = setInterval(() => void this.tick(), options.leaseMs / LOOKS);
    this.wake();
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  /** There may be something to hand out. */
  wake(): void {
    if (this.closing || this.free() <= 0 || performance.now() < this.pausedUntil) return;
    this.again = true;
    this.filling ??= this.fill();
  }

  private async finish(): Promise<void> {
    clearInterval(this.poll);
    await this.filling;
    while (this.running.size > 0) await Promise.all(this.running);
    clearInterval(this.pulse);
    await this.storage.writer.run(() => this.leases.leave()).catch((error) => this.report(error));
  }

  private free(): number {
    // Below 0 where an outcome could not be stored and its place was given away; SQLite takes that for no limit.
    return Math.max(0, this.work.concurrency - this.taken);
  }

  private async fill(): Promise<void> {
    while (this.again && !this.closing && this.free() > 0) {
      this.again = false;
      try {
        const claimed = await this.storage.writer.run(() => this.claim());
        for (const each of claimed) this.start(each);
      } catch (error) {
        this.pausedUntil = performance.now() + RETRY_MS;
        this.report(error);
        break;
      }
    }
    this.filling = undefined;
  }

  private claim(): Claimed[] {
    const claimed = this.storage.deliveries.claim(this.owner, this.free(), Date.now());
    if (claimed.length > 0) this.leases.beat();
    return claimed;
  }

  private start(claimed: Claimed): void {
    this.taken += 1;
    const run = this.handle(claimed).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async handle(claimed: Claimed): Promise<void> {
    const outcome: DeliveryOutcome = this.closing
      ? { status: 'released' }
      : await this.process(claimed.delivery, claimed.attempts);
    this.taken -= 1;
    const recorded = this.record(claimed, outcome);
    // In the same transaction, so that also what was behind it in its call can take its place.
    this.wake();
    await recorded;
  }

  /** Tries until it works: what was handled must not be handed out again. A worker that closes tries once more and gives up. */
  private async record(claimed: Claimed, outcome: DeliveryOutcome): Promise<void> {
    const { writer, deliveries } = this.storage;
    const write = () => deliveries.finish(claimed, this.owner, outcome, Date.now());
    for (let failures = 0; ; failures += 1) {
      try {
        await writer.run(write);
        if (failures > 0) this.taken -= 1;
        return;
      } catch (error) {
        if (failures === 0) this.taken += 1;
        this.report(error);
        if (this.closing && failures > 0) return;
      }
      await after(RETRY_MS);
    }
  }

  private wakeIfNeeded(): void {
    if (this.closing || this.free() <= 0 || performance.now() < this.pausedUntil) return;
    try {
      if (this.storage.deliveries.hasWork(Date.now())) this.wake();
    } catch (error) {
      this.trouble(error);
    }
  }

  /** Says that we are alive, and looks who is not. */
  private async tick(): Promise<void> {
    // Looks that were held up must not come in a burst: nobody's beat would move in between.
    if (this.ticking) return;
    this.ticking = true;
    const { writer, options } = this.storage;
    try {
      if (this.running.size > 0) await writer.run(() => this.leases.beat());
      else if (!this.closing) await giveSpaceBack(this.storage);
      for (const { owner, beat } of this.leases.look()) {
        const end = performance.now() + options.leaseMs / LOOKS / 2;
        // Where somebody held the file for long, the others could not write their beat: they get the time to do so.
        const bury = () => performance.now() < end && this.leases.bury(owner, beat);
        if (await writer.run(bury)) this.wake();
      }
    } catch (error) {
      this.trouble(error);
    } finally {
      this.ticking = false;
    }
  }

  private trouble(error: unknown): void {
    if (isBusy(error)) return;
    this.pausedUntil = performance.now() + RETRY_MS;
    this.report(error);
  }

  private report(error: unknown): void {
    this.work.onError(error instanceof Error ? error : new Error(String(error)));
  }
}
