import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { DeliveryOutcome, DeliveryProcessor, QueueWorker, QueueWorkOptions } from '@simotel-hooks/core';
import { monotonicMs } from './monotonic.js';
import type { ResolvedOptions } from './options.js';
import type { Claimed } from './store/deliveries.js';
import type { Lease } from './store/leases.js';
import type { StoreClient } from './store-client.js';
import { LOOKS, Watch } from './watch.js';

/** How long a worker waits before it asks again a storage that is in trouble. */
const RETRY_MS = 1_000;

/** Hands deliveries out. Its timers keep the process alive until it is closed. */
export class Worker implements QueueWorker {
  private readonly store: StoreClient;
  private readonly leaseMs: number;
  private readonly process: DeliveryProcessor;
  private readonly work: QueueWorkOptions;
  private readonly owner = randomUUID();
  private readonly watch = new Watch();
  private readonly running = new Map<Claimed, Promise<void>>();
  private readonly poll: NodeJS.Timeout;
  private readonly pulse: NodeJS.Timeout;
  /** Deliveries that are being handled, or whose outcome could not be stored yet. */
  private taken = 0;
  private filling: Promise<void> | undefined;
  private again = false;
  /** Whether something may have been handed to us that we did not hear of, because the thread died or the disk failed. */
  private inDoubt = false;
  private beats = 0;
  private looking = false;
  private ticking = false;
  private pausedUntil = 0;
  private closing: Promise<void> | undefined;

  constructor(
    store: StoreClient,
    { pollMs, leaseMs }: ResolvedOptions,
    process: DeliveryProcessor,
    work: QueueWorkOptions,
  ) {
    this.store = store;
    this.leaseMs = leaseMs;
    this.process = process;
    this.work = work;
    this.poll = setInterval(() => void this.wakeIfNeeded(), pollMs);
    this.pulse = setInterval(() => void this.tick(), leaseMs / LOOKS);
    this.wake();
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  /** There may be something to hand out. */
  wake(): void {
    if (!this.mayClaim()) return;
    this.again = true;
    this.filling ??= this.fill();
  }

  private async finish(): Promise<void> {
    clearInterval(this.poll);
    await this.filling;
    while (this.running.size > 0) await Promise.all(this.running.values());
    clearInterval(this.pulse);
    await this.store.call('leave', this.owner).catch((error) => this.report(error));
  }

  private free(): number {
    // Below 0 where an outcome could not be stored and its place was given away; SQLite takes that for no limit.
    return Math.max(0, this.work.concurrency - this.taken);
  }

  private mayClaim(): boolean {
    return !this.closing && this.free() > 0 && performance.now() >= this.pausedUntil;
  }

  private async fill(): Promise<void> {
    while (this.again && !this.closing && this.free() > 0) {
      this.again = false;
      try {
        for (const claimed of await this.claim()) this.start(claimed);
      } catch (error) {
        this.inDoubt = true;
        this.trouble(error);
        break;
      }
    }
    this.filling = undefined;
  }

  private async claim(): Promise<Claimed[]> {
    const held = this.inDoubt ? [...this.running.keys()].map(({ seq }) => seq) : null;
    const claimed = await this.store.call('claim', this.nextBeat(), this.free(), Date.now(), held);
    this.inDoubt = false;
    return claimed;
  }

  /** Beats go on where the others took us for dead, so that none is seen twice. */
  private nextBeat(): Lease {
    this.beats += 1;
    return { owner: this.owner, beat: this.beats };
  }

  private start(claimed: Claimed): void {
    this.taken += 1;
    const run = this.handle(claimed).finally(() => this.running.delete(claimed));
    this.running.set(claimed, run);
  }

  private async handle(claimed: Claimed): Promise<void> {
    const outcome: DeliveryOutcome = this.closing
      ? { status: 'released' }
      : await this.process(JSON.parse(claimed.delivery), claimed.attempts);
    this.taken -= 1;
    const recorded = this.record(claimed, outcome);
    // In the same transaction, so that also what was behind it in its call can take its place.
    this.wake();
    await recorded;
  }

  /** Tries until it works: what was handled must not be handed out again. A worker that closes tries once more and gives up. */
  private async record({ seq, attempts, callKey }: Claimed, outcome: DeliveryOutcome): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        await this.store.call('finish', { seq, attempts, callKey }, this.owner, outcome, Date.now());
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

  private async wakeIfNeeded(): Promise<void> {
    if (this.looking || !this.mayClaim()) return;
    this.looking = true;
    try {
      if (await this.store.call('hasWork', Date.now())) this.wake();
    } catch (error) {
      this.trouble(error);
    } finally {
      this.looking = false;
    }
  }

  /** Says that we are alive, and looks who is not. */
  private async tick(): Promise<void> {
    // Looks that were held up must not come in a burst: nobody's beat would move in between.
    if (this.ticking) return;
    this.ticking = true;
    try {
      if (this.running.size > 0) await this.store.call('beat', this.nextBeat());
      else if (!this.closing) await this.store.call('giveSpaceBack');
      for (const dead of this.watch.look(await this.store.call('othersThan', this.owner))) {
        // Where somebody held the file for long, the others could not write their beat: they get the time to do so.
        const end = monotonicMs() + this.leaseMs / LOOKS / 2;
        if (await this.store.call('bury', dead, end)) this.wake();
      }
    } catch (error) {
      this.trouble(error);
    } finally {
      this.ticking = false;
    }
  }

  private trouble(error: unknown): void {
    this.pausedUntil = performance.now() + RETRY_MS;
    this.report(error);
  }

  private report(error: unknown): void {
    this.work.onError(error instanceof Error ? error : new Error(String(error)));
  }
}
