import { join } from 'node:path';
import {
  createSimotelHooks,
  type DeadLetter,
  type DeliveryQueue,
  type WebhookRequest,
} from '@simotel-hooks/core';
import { createSqliteQueue } from '@simotel-hooks/sqlite';
import { onTestFinished, vi } from 'vitest';
import { folder } from '../support/program.js';

export const CDR: WebhookRequest = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/json', authorization: 'Basic c2VjcmV0' },
  body: '{"event_name": "Cdr", "src": "0912", "dst": "991", "starttime": "2026-01-10 09:00:00", "unique_id": "1610778618.378"}',
};

/** Names the event, so that it is a delivery; but is no JSON. */
export const DAMAGED: WebhookRequest = { method: 'POST', path: '/Cdr', body: '{"src": "99' };

/** What handlers throw; a second line, and a sequence that clears the screen. */
export const FAILURE = 'The CRM is away.\n\u001b[2JTry later.';

/** A queue in a file of its own, opened anew by the program while this one is open. */
export async function sqliteQueue(options: { pollMs?: number } = {}) {
  const file = join(await folder(), 'deliveries.db');
  const queue = createSqliteQueue({ file, ...options });
  onTestFinished(() => queue.close());
  return { file, queue };
}

/** Lets deliveries die one after the other, of handlers that throw or because they cannot be read. */
export async function kill(queue: DeliveryQueue, ...requests: WebhookRequest[]): Promise<void> {
  const hooks = createSimotelHooks({
    auth: () => ({ source: 'pbx-1' }),
    queue,
    logger: {},
  });
  hooks.onAny(() => Promise.reject(new Error(FAILURE)));
  const worker = hooks.work({ concurrency: 1, retry: { attempts: 1 } });
  for (const request of requests) await hooks.handle(request);
  await vi.waitFor(
    async () => {
      const { waiting, active } = await queue.counts();
      if (waiting + active > 0) throw new Error(`${waiting} wait and ${active} are handled.`);
    },
    { timeout: 10_000, interval: 5 },
  );
  // Not the hooks: they would close the queue.
  await worker.close();
}

export async function lettersOf({ deadLetters }: DeliveryQueue): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const letter of deadLetters.list()) letters.push(letter);
  return letters;
}

export const idsOf = async (queue: DeliveryQueue) => (await lettersOf(queue)).map(({ id }) => id);
