import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

interface ProgramOptions {
  cwd: string;
  args?: readonly string[];
  env?: Record<string, string>;
}

/** A program that runs until it is told to stop. */
export class Program {
  /** Everything it printed so far. */
  output = '';
  readonly #child: ChildProcess;

  constructor(file: string, { cwd, args = [], env = {} }: ProgramOptions) {
    this.#child = spawn(process.execPath, [file, ...args], { cwd, env: { ...process.env, ...env } });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
  }

  /**
   * Waits until it printed something, for half a minute at most.
   *
   * @returns The match.
   * @throws {Error} with everything it printed instead.
   */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.#hasEnded() || Date.now() > deadline)
        throw new Error(`No ${String(pattern)} in what the program printed:\n${this.output}`);
      await setTimeout(10);
    }
  }

  /**
   * Asks it to stop, and kills it after five seconds.
   *
   * @returns Its exit code, or the signal that ended it.
   */
  async stop(): Promise<number | string | null> {
    if (!this.#hasEnded()) {
      const closed = once(this.#child, 'close');
      this.#child.kill('SIGTERM');
      const timer = globalThis.setTimeout(() => this.#child.kill('SIGKILL'), 5000);
      await closed;
      clearTimeout(timer);
    }
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
