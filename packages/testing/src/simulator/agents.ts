import type { Random } from './random.js';

/** Milliseconds an agent has between two calls: more than any event of the call before can be late. */
const PAUSE = 5000;

/** The agents of the call centre. Each is in one call at a time. */
export class Agents {
  /** Until when each is taken, Unix time in milliseconds. */
  readonly #takenUntil: Map<string, number>;
  readonly #random: Random;

  constructor(count: number, random: Random) {
    this.#takenUntil = new Map(Array.from({ length: count }, (_, index) => [String(101 + index), 0]));
    this.#random = random;
  }

  get all(): string[] {
    return [...this.#takenUntil.keys()];
  }

  /**
   * Those who are free from a time on, in random order. Calls are played one after the other, so one who is to be in a call
   * later on counts as taken already.
   */
  free(at: number): string[] {
    return this.#random.shuffle(this.all.filter((exten) => this.#until(exten) <= at));
  }

  /** When the next agent is free. */
  nextFree(): number {
    return Math.min(...this.#takenUntil.values());
  }

  /** An agent who cannot take a call: one who is in a call, or has the telephone off the hook. */
  busy(at: number): string {
    const talking = this.all.filter((exten) => this.#until(exten) > at);
    return this.#random.pick(talking.length > 0 ? talking : this.all);
  }

  /** Keeps an agent from other calls until the end of this one. */
  hold(exten: string, end: number): void {
    this.#takenUntil.set(exten, Math.max(this.#until(exten), end + PAUSE));
  }

  #until(exten: string): number {
    return this.#takenUntil.get(exten) ?? 0;
  }
}
