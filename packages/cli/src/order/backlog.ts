import { Chains } from './chains.js';

const MOST_TASKS = 1_000;
const MOST_BYTES = 64 * 1_048_576;

/** Work that nobody waits for, in bounded memory: what comes on top of too much is refused. */
export class Backlog {
  private readonly chains: Chains;
  private bytes = 0;

  /** @param concurrency - How many tasks run at a time. */
  constructor(concurrency: number) {
    this.chains = new Chains(concurrency, MOST_TASKS);
  }

  /**
   * @param key - Tasks of the same one run one after the other.
   * @param bytes - What it keeps in memory.
   * @param task - Must not reject.
   * @returns Whether there was room for it.
   */
  add(key: string, bytes: number, task: () => Promise<void>): boolean {
    if (this.chains.isFull || this.bytes + bytes > MOST_BYTES) return false;
    this.bytes += bytes;
    void this.chains.add(key, async () => {
      await task();
      this.bytes -= bytes;
    });
    return true;
  }

  /** Done when everything is. */
  idle(): Promise<void> {
    return this.chains.idle();
  }
}
