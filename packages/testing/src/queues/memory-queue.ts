import type {
  AddOptions,
  DeadLetter,
  DeadLetters,
  DeliveryFailure,
  DeliveryOutcome,
  DeliveryProcessor,
  DeliveryQueue,
  QueueWorker,
  QueueWorkOptions,
  StoredDelivery,
} from '@simotel-hooks/core';

interface Entry {
  readonly delivery: StoredDelivery;
  readonly callKey: string | null;
  attempts: number;
}

/**
 * A {@link DeliveryQueue} in the memory of this process, for tests: it does what a real one does, until the process ends. Without
 * a storage that could fail, it never calls `onError`.
 *
 * @example
 * ```ts
 * const hooks = createSimotelHooks({ auth: false, queue: createMemoryQueue() });
 * ```
 */
export function createMemoryQueue(): DeliveryQueue {
  return new MemoryQueue();
}

class MemoryQueue implements DeliveryQueue {
  readonly deadLetters: DeadLetters;
  private readonly dead = new Map<string, DeadLetter & Pick<Entry, 'callKey'>>();
  /** What is not done, call by call; only the first of each may be handed out. */
  private readonly calls = new Map<string, Entry[]>();
  private readonly ready = new Set<Entry>();
  private readonly retries = new Map<Entry, NodeJS.Timeout>();
  private readonly expiries = new Map<string, number>();
  private readonly workers = new Set<MemoryWorker>();
  private waiting = 0;
  private active = 0;
  private isClosed = false;

  constructor() {
    const { dead } = this;
    this.deadLetters = {
      list: async function* () {
        for (const { callKey: _, ...letter } of [...dead.values()]) yield letter;
      },
      get: async (id) => {
        const found = dead.get(id);
        if (!found) return undefined;
        const { callKey: _, ...letter } = found;
        return letter;
      },
      replay: async (id) => {
        const letter = dead.get(id);
        if (letter) this.put({ delivery: letter.delivery, callKey: letter.callKey, attempts: 0 });
        return dead.delete(id);
      },
      drop: async (id) => dead.delete(id),
    };
  }

  async add(delivery: StoredDelivery, { callKey, dedupe }: AddOptions): Promise<boolean> {
    if (this.isClosed) throw new Error('The queue is closed.');
    // As JSON, because that is all a real one keeps.
    const copy: StoredDelivery = JSON.parse(JSON.stringify(delivery));
    if (dedupe && !this.remember(dedupe.key, dedupe.ttlMs)) return false;
    this.put({ delivery: copy, callKey, attempts: 0 });
    return true;
  }

  work(process: DeliveryProcessor, { concurrency }: QueueWorkOptions): QueueWorker {
    const take = () => this.take();
    const worker = new MemoryWorker(take, async (entry) => {
      this.settle(entry, await process(entry.delivery, entry.attempts));
    });
    this.workers.add(worker);
    worker.begin(concurrency);
    return {
      close: async () => {
        await worker.close();
        this.workers.delete(worker);
      },
    };
  }

  async counts() {
    return { waiting: this.waiting, active: this.active, dead: this.dead.size };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.workers].map((worker) => worker.close()));
    for (const timer of this.retries.values()) clearTimeout(timer);
  }

  private remember(key: string, ttlMs: number): boolean {
    const now = performance.now();
    for (const [old, expiry] of this.expiries) if (expiry <= now) this.expiries.delete(old);
    if (this.expiries.has(key)) return false;
    this.expiries.set(key, now + ttlMs);
    return true;
  }

  private put(entry: Entry): void {
    this.waiting++;
    const { callKey } = entry;
    const call = (callKey !== null && this.calls.get(callKey)) || [];
    call.push(entry);
    if (callKey !== null) this.calls.set(callKey, call);
    if (call.length === 1) this.offer(entry);
  }

  private offer(entry: Entry): void {
    this.ready.add(entry);
    for (const worker of this.workers) worker.wake();
  }

  private take(): Entry | undefined {
    const [entry] = this.ready;
    if (!entry) return undefined;
    this.ready.delete(entry);
    entry.attempts++;
    this.waiting--;
    this.active++;
    return entry;
  }

  private settle(entry: Entry, outcome: DeliveryOutcome): void {
    this.active--;
    switch (outcome.status) {
      case 'dead':
        this.bury(entry, outcome.failure);
        this.leave(entry);
        break;
      case 'retry':
        this.waiting++;
        this.offerIn(entry, outcome.delayMs);
        break;
      case 'released':
        this.waiting++;
        entry.attempts--;
        this.offer(entry);
        break;
      default:
        this.leave(entry);
    }
  }

  private bury({ delivery, callKey, attempts }: Entry, failure: DeliveryFailure): void {
    const { id } = delivery;
    this.dead.set(id, { id, delivery, callKey, attempts, failure, failedAt: new Date().toISOString() });
  }

  private offerIn(entry: Entry, delayMs: number): void {
    const retry = () => {
      this.retries.delete(entry);
      this.offer(entry);
    };
    this.retries.set(entry, setTimeout(retry, delayMs));
  }

  private leave({ callKey }: Entry): void {
    if (callKey === null) return;
    const [, ...rest] = this.calls.get(callKey) ?? [];
    const [next] = rest;
    if (!next) {
      this.calls.delete(callKey);
      return;
    }
    this.calls.set(callKey, rest);
    this.offer(next);
  }
}

/** Takes what is ready, up to so many at a time. */
class MemoryWorker {
  private readonly running = new Set<Promise<void>>();
  private free = 0;
  private readonly take: () => Entry | undefined;
  private readonly handle: (entry: Entry) => Promise<void>;

  constructor(take: () => Entry | undefined, handle: (entry: Entry) => Promise<void>) {
    this.take = take;
    this.handle = handle;
  }

  begin(concurrency: number): void {
    this.free = concurrency;
    this.wake();
  }

  wake(): void {
    while (this.free > this.running.size) {
      const entry = this.take();
      if (!entry) return;
      const run: Promise<void> = this.handle(entry).finally(() => {
        this.running.delete(run);
        this.wake();
      });
      this.running.add(run);
    }
  }

  async close(): Promise<void> {
    this.free = 0;
    await Promise.all(this.running);
  }
}
