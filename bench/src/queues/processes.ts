import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { ask } from '../protocol.js';

/** What a receiver says first. */
export const Listening = z.object({ port: z.number() });
const Handled = z.object({ handled: z.number() });

/** A process of a bench that may be killed and started again. */
export class Program {
  private child: ChildProcess | undefined;
  private readonly name: 'receiver' | 'worker';
  private args: readonly string[];

  constructor(name: 'receiver' | 'worker', ...args: string[]) {
    this.name = name;
    this.args = args;
  }

  start(): void {
    this.child = fork(new URL(`./${this.name}.js`, import.meta.url), this.args);
  }

  /** As a crash does: nothing is written, closed or said. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async restart(): Promise<void> {
    await this.kill();
    this.start();
  }

  /** Of a receiver: starts it, and again at the same port whenever it is started again. */
  async listen(): Promise<number> {
    this.start();
    if (!this.child) throw new Error('There is no process.');
    const [message] = await once(this.child, 'message');
    const { port } = Listening.parse(message);
    this.args = [...this.args, `${port}`];
    return port;
  }

  /** Of a worker: how many deliveries it has handled. */
  async handled(): Promise<number> {
    if (!this.child) throw new Error('There is no process.');
    return (await ask(this.child, 'report', Handled)).handled;
  }
}
