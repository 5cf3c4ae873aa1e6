import { Slots } from './slots.js';

/** Tasks of one key run one after the other, those of others side by side, and only so many are remembered at a time. */
export class Chains {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly running: Slots;
  private readonly remembered: Slots;
  private failure: { readonly error: unknown } | undefined;

  /**
   * @param concurrency - How many run at a time.
   * @param remembered - How many run and wait.
   */
  constructor(concurrency: number, remembered = concurrency * 16) {
    this.running = new Slots(concurrency);
    this.remembered = new Slots(remembered);
  }

  /** Whether the next one would have to wait for room. */
  get isFull(): boolean {
    return this.remembered.isFull;
  }

  /** Resolves as soon as there is room for another one. Rejects with what an earlier task threw. */
  async add(key: string, task: () => Promise<void>): Promise<void> {
    const wasFull = this.isFull;
    const place = this.remembered.take();
    // Where there is room, it is begun at once, so that `idle` knows of it.
    if (wasFull) await place;
    this.throwFailure();
    const tail = (this.tails.get(key) ?? Promise.resolve()).then(() => this.run(task));
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
      this.remembered.give();
    });
  }

  /** Waits for all. Rejects with what a task threw. */
  async idle(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values());
    this.throwFailure();
  }

  private async run(task: () => Promise<void>): Promise<void> {
    await this.running.take();
    try {
      await task();
    } catch (error) {
      this.failure ??= { error };
    } finally {
      this.running.give();
    }
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure.error;
  }
}
