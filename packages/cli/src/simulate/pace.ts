import { setTimeout as sleep } from 'node:timers/promises';

/** The longest that a timer of Node waits. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** When it is time for what happens in a simulation: its clock runs `speed` times as fast. */
export class Pace {
  private readonly speed: number;
  private readonly signal: AbortSignal | undefined;
  private begin: { readonly at: number; readonly clock: number } | undefined;

  constructor(speed: number, signal: AbortSignal | undefined) {
    this.speed = speed;
    this.signal = signal;
  }

  /** Waits until a time of the simulation has come; the first one is now. `false` where it was aborted. */
  async until(time: Date): Promise<boolean> {
    this.begin ??= { at: time.getTime(), clock: performance.now() };
    const due = this.begin.clock + (time.getTime() - this.begin.at) / this.speed;
    for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
      if (!(await this.wait(Math.min(left, LONGEST_TIMER)))) return false;
    }
    return !(this.signal?.aborted ?? false);
  }

  private async wait(milliseconds: number): Promise<boolean> {
    try {
      await sleep(milliseconds, undefined, { ...(this.signal && { signal: this.signal }) });
      return true;
    } catch {
      // Only the signal ends a timer early.
      return false;
    }
  }
}
