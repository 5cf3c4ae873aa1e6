import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { DeliveryOutcome, QueueWorker, StoredDelivery } from '@simotel-hooks/core';
import Database from 'libsql';
import { afterEach } from 'vitest';
import { createSqliteQueue, type SqliteQueue, type SqliteQueueOptions } from '../src/index.js';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** Runs after the test, the last one first. */
export const cleanUp = (clean: () => unknown) => cleanups.push(clean);

/** A path for a file in a folder of its own. */
export function tempFile(name = 'deliveries.db'): string {
  const folder = mkdtempSync(join(tmpdir(), 'simotel-hooks-'));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, name);
}

export function openQueue(options: Partial<SqliteQueueOptions> = {}): SqliteQueue {
  const queue = createSqliteQueue({ file: tempFile(), ...options });
  cleanUp(() => queue.close());
  return queue;
}

/** Looks into the file beside the queue, as another process does. */
export function openBeside(file: string): InstanceType<typeof Database> {
  const database = new Database(file, { timeout: 5_000 });
  cleanUp(() => database.close());
  return database;
}

export const deliveryOf = (body: string, id: string = randomUUID()): StoredDelivery => ({
  id,
  receivedAt: '2024-01-16T06:30:18.000Z',
  source: null,
  request: { method: 'POST', path: '/', headers: {}, body, ip: '127.0.0.1' },
});

export const FREE = { callKey: null, dedupe: null } as const;
export const DONE: DeliveryOutcome = { status: 'done' };
export const FAILURE = { code: 'HANDLER_FAILED', message: 'no' } as const;

/** Waits for a condition, however long that takes; the test's own limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await after(5);
}

/** Adds bodies of one call, or of none, in this order. */
export async function addAll(queue: SqliteQueue, bodies: readonly string[], callKey: string | null = null) {
  for (const body of bodies) await queue.add(deliveryOf(body), { callKey, dedupe: null });
}

/** A worker that notes what it was handed, as `body attempt`. */
export function workOn(
  queue: SqliteQueue,
  outcomeOf: (body: string, attempt: number) => DeliveryOutcome | Promise<DeliveryOutcome> = () => DONE,
  concurrency = 10,
): { handed: string[]; errors: Error[]; worker: QueueWorker } {
  const handed: string[] = [];
  const errors: Error[] = [];
  const worker = queue.work(
    async ({ request: { body = '' } }, attempt) => {
      handed.push(`${body} ${attempt}`);
      return outcomeOf(body, attempt);
    },
    { concurrency, onError: (error) => errors.push(error) },
  );
  return { handed, errors, worker };
}

/** A door that handlers wait at. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
