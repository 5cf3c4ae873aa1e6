import {
  type AnySimotelEvent,
  createSimotelHooks,
  type DeadLetter,
  type Delivery,
  type DeliveryQueue,
  type SimotelError,
  type SimotelHooksOptions,
  type StoredDelivery,
  type WebhookRequest,
} from '@simotel-hooks/core';
import { onTestFinished, vi } from 'vitest';
import { createMemoryQueue } from '../../src/index.js';

/** Hooks with a queue in memory, and everything that happens to them. */
export function queued(options: Partial<SimotelHooksOptions> = {}) {
  const { queue = createMemoryQueue() } = options;
  const events: AnySimotelEvent[] = [];
  const deliveries: Delivery[] = [];
  const errors: { error: SimotelError; delivery: Delivery }[] = [];
  const hooks = createSimotelHooks({ auth: false, logger: {}, ...options, queue });
  hooks.onAny((event, delivery) => {
    events.push(event);
    deliveries.push(delivery);
  });
  hooks.onError((error, delivery) => errors.push({ error, delivery }));
  onTestFinished(() => hooks.close({ graceMs: 0 }));
  const send = async (request: WebhookRequest) => {
    const result = await hooks.handle(request);
    if (!result.matched) throw new Error(`${request.path} was not matched.`);
    await result.settled;
    return result.response.status;
  };
  return { hooks, queue, events, deliveries, errors, send };
}

export const untilIdle = (queue: DeliveryQueue) =>
  vi.waitFor(
    async () => {
      const { waiting, active } = await queue.counts();
      if (waiting + active > 0) throw new Error(`${waiting} wait and ${active} are handled.`);
    },
    { timeout: 10_000, interval: 5 },
  );

export async function lettersOf({ deadLetters }: DeliveryQueue): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const letter of deadLetters.list()) letters.push(letter);
  return letters;
}

/** A queue whose `add` does something else. */
export function queueThatAdds(add: DeliveryQueue['add']): DeliveryQueue {
  const memory = createMemoryQueue();
  return {
    add,
    work: (process, options) => memory.work(process, options),
    counts: () => memory.counts(),
    deadLetters: memory.deadLetters,
    close: () => memory.close(),
  };
}

/** What a queue holds, taken out of it. */
export async function storedIn(queue: DeliveryQueue): Promise<StoredDelivery[]> {
  const stored: StoredDelivery[] = [];
  const worker = queue.work(
    async (delivery) => {
      stored.push(delivery);
      return { status: 'done' };
    },
    { concurrency: 1, onError: () => {} },
  );
  await untilIdle(queue);
  await worker.close();
  return stored;
}

export const cdr = (callId = '1610778618.378'): WebhookRequest => ({
  method: 'POST',
  path: '/',
  body: JSON.stringify({ event_name: 'Cdr', src: '991', dst: '993', billsec: 9, unique_id: callId }),
});

export const newState = (callId: string | null = '1610778618.378', exten = '991'): WebhookRequest => ({
  method: 'GET',
  path: '/NewState',
  query: `exten=${exten}&state=Ringing${callId === null ? '' : `&unique_id=${callId}`}`,
});

/** Names the event, so that it is a delivery; but is no JSON. */
export const damaged: WebhookRequest = { method: 'POST', path: '/Cdr', body: '{"src": "99' };
