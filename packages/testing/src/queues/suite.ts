import type { DeliveryQueue } from '@simotel-hooks/core';
import type { SuiteRunner } from '../suite/adapter.js';
import { declareDeadLetterTests } from './dead-letter-tests.js';
import { declareDedupeTests } from './dedupe-tests.js';
import { declareDeliveryTests } from './delivery-tests.js';
import { declareOrderTests } from './order-tests.js';

/** A storage for deliveries, empty at the start. */
export interface OpenedQueue {
  readonly queue: DeliveryQueue;
  /** Another client of the same storage, as another process has one. Left out where there is none. */
  readonly second?: DeliveryQueue;
  /** Takes everything else down; both clients are closed by then. */
  close?(): Promise<void> | void;
}

/** A queue to be tested. */
export interface QueueUnderTest {
  /** Names the tests. */
  readonly name: string;
  /** Opens an empty storage; called once per test. */
  open(): OpenedQueue | Promise<OpenedQueue>;
}

/** Declares one test, which is given two clients of one empty storage; they may be the same. */
export type DeclareQueueTest = (
  name: string,
  run: (queue: DeliveryQueue, second: DeliveryQueue) => Promise<void>,
) => void;

const TEST_TIMEOUT_MS = 60_000;

/**
 * Declares the tests that every {@link DeliveryQueue} passes: nothing is lost, the order of each call is kept, and what fails is
 * tried again or can be found. What dies in between is for tests of your own.
 *
 * @example
 * ```ts
 * runQueueSuite({ name: 'memory', open: () => ({ queue: createMemoryQueue() }) }, { describe, it });
 * ```
 */
export function runQueueSuite(subject: QueueUnderTest, runner: SuiteRunner): void {
  const test: DeclareQueueTest = (name, run) =>
    runner.it(
      name,
      async () => {
        const { queue, second = queue, close } = await subject.open();
        try {
          await run(queue, second);
        } finally {
          await Promise.all([queue.close(), second.close()]);
          await close?.();
        }
      },
      TEST_TIMEOUT_MS,
    );
  runner.describe(`${subject.name}: a queue of deliveries`, () => {
    declareDeliveryTests(test);
    declareOrderTests(test);
    declareDeadLetterTests(test);
    declareDedupeTests(test);
  });
}
