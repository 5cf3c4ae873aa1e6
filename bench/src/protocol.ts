import { type ChildProcess, fork } from 'node:child_process';
import { z } from 'zod';

/** What a server is asked for, any number of times. */
export const Report = z.object({
  /** Where it listens. */
  port: z.number(),
  /** How many deliveries its handler saw. */
  events: z.number(),
  /** Processor time it has used, in microseconds. */
  cpu: z.number(),
});
export type Report = z.infer<typeof Report>;

/** What the client is asked to do. */
export const Load = z.object({
  port: z.number(),
  seconds: z.number(),
  /** Whether each delivery is of a call of its own; otherwise they are all the same. */
  ofManyCalls: z.boolean().default(false),
});
export type Load = z.infer<typeof Load>;

/** What came of it. */
export const Outcome = z.object({
  /** Answers with 2xx. */
  answers: z.number(),
  /** Other answers, and connections that broke. */
  failures: z.number(),
  /** Answers per second. */
  rate: z.number(),
  /** Milliseconds that 99 of 100 answers took at most. */
  p99: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;

/** Starts a program of this folder in a process of its own. The bench ends where it fails. */
export function start(program: 'client' | 'server' | 'receiver' | 'worker', ...args: string[]): ChildProcess {
  const child = fork(new URL(`./${program}.js`, import.meta.url), args);
  child.once('exit', (code) => {
    if (code) process.exit(code);
  });
  return child;
}

/** Asks a process; it answers with one message. */
export function ask<T>(
  child: ChildProcess,
  question: z.input<typeof Load> | 'report',
  answer: z.ZodType<T>,
): Promise<T> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(answer.parse(message)));
    child.send(question);
  });
}

/** Answers what the parent process asks, and ends with it. */
export function answerParent(answer: (question: unknown) => unknown): void {
  process.on('message', async (question) => process.send?.(await answer(question)));
  process.on('disconnect', () => process.exit());
}
