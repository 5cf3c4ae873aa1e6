import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type {
  DeliveryFailure,
  DeliveryOutcome,
  DeliveryQueue,
  QueueWorker,
  StoredDelivery,
} from '@simotel-hooks/core';

export const DONE: DeliveryOutcome = { status: 'done' };
export const FAILURE: DeliveryFailure = {
  code: 'HANDLER_FAILED',
  message: 'مشتری "CRM" is away: \u0000',
  stack: 'Error: away\n    at handler (calls.ts:1:1)',
};
export const DEAD: DeliveryOutcome = { status: 'dead', failure: FAILURE };

/** A delivery that is known by its path. */
export const deliveryOf = (
  name: string,
  changes: Partial<StoredDelivery['request']> = {},
): StoredDelivery => ({
  id: randomUUID(),
  receivedAt: '2026-01-16T07:50:18.123Z',
  source: 'فروشگاه:1',
  request: { method: 'POST', path: `/${name}`, headers: {}, ip: null, ...changes },
});

export const nameOf = ({ request }: StoredDelivery) => request.path.slice(1);

/** Stores one delivery; the first of its name. */
export async function put(queue: DeliveryQueue, name: string, callKey: string | null = null): Promise<void> {
  assert.equal(await queue.add(deliveryOf(name), { callKey, dedupe: null }), true);
}

/** What became of a worker's deliveries, and a way to hold them back. */
export interface Handled {
  /** Names, in the order they were handed out; `name#2` for the second try. */
  readonly begun: string[];
  readonly finished: string[];
}

type Handle = (name: string, attempt: number) => DeliveryOutcome | Promise<DeliveryOutcome>;

/** Works with `handle`, and writes down what it was handed. */
export function work(
  queue: DeliveryQueue,
  handle: Handle = () => DONE,
  concurrency = 10,
): Handled & QueueWorker {
  const begun: string[] = [];
  const finished: string[] = [];
  const process = async (delivery: StoredDelivery, attempt: number) => {
    const label = attempt === 1 ? nameOf(delivery) : `${nameOf(delivery)}#${attempt}`;
    begun.push(label);
    const outcome = await handle(nameOf(delivery), attempt);
    finished.push(label);
    return outcome;
  };
  const worker = queue.work(process, { concurrency, onError: () => {} });
  return { begun, finished, close: () => worker.close() };
}

/** A promise that somebody else ends. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Waits until something holds; the test's own limit ends a wait in vain. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Waits until nothing waits and nothing is handled. */
export const untilIdle = (queue: DeliveryQueue) =>
  until(async () => {
    const { waiting, active } = await queue.counts();
    return waiting + active === 0;
  });
