import { stat } from 'node:fs/promises';
import { type DeliveryQueue, isSimotelError } from '@simotel-hooks/core';
import { CliError, fileError } from '../errors.js';
import { printable } from '../terminal/printable.js';
import { loadError, locate, type QueuePackage } from './locate.js';
import type { QueueAddress, RedisAddress } from './queue-address.js';

/** Milliseconds to wait for others who write to the file. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens a queue, and closes it when `use` is done.
 *
 * @throws {CliError} Where it cannot be opened or does not answer, and what `use` throws.
 */
export async function withQueue<T>(
  address: QueueAddress,
  use: (queue: DeliveryQueue) => Promise<T>,
): Promise<T> {
  const queue = address.kind === 'sqlite' ? await openFile(address.file) : await openRedis(address);
  try {
    return await use(queue);
  } catch (cause) {
    throw cause instanceof CliError ? cause : queueError(cause, address);
  } finally {
    // Everything that was asked for is answered by now; a Redis that is gone cannot be closed well.
    await queue.close().catch(() => {});
  }
}

async function openFile(file: string): Promise<DeliveryQueue> {
  await assertFile(file);
  const { createSqliteQueue }: typeof import('@simotel-hooks/sqlite') = await load('@simotel-hooks/sqlite');
  try {
    return createSqliteQueue({ file, busyTimeoutMs: BUSY_TIMEOUT_MS });
  } catch (cause) {
    if (isSimotelError(cause)) throw new CliError(printable(cause.message, 600), { cause });
    throw cause;
  }
}

/** A queue is looked at here, never made. */
async function assertFile(file: string): Promise<void> {
  const found = await stat(file).catch((cause: unknown) => {
    throw fileError(cause, file);
  });
  if (found.isDirectory()) throw new CliError(`${printable(file, 300)} is a folder. Name the SQLite file.`);
  if (found.size === 0) throw new CliError(`${printable(file, 300)} is empty: no queue. Check the path.`);
}

async function openRedis({ url, name, prefix }: RedisAddress): Promise<DeliveryQueue> {
  const { createBullMQQueue }: typeof import('@simotel-hooks/bullmq') = await load('@simotel-hooks/bullmq');
  return createBullMQQueue({
    connection: url,
    ...(name !== undefined && { name }),
    ...(prefix !== undefined && { prefix }),
  });
}

/** A module of which only who asks for it knows the type. */
const load = (name: QueuePackage) =>
  import(locate(name)).catch((cause: unknown) => {
    throw loadError(name, cause);
  });

function queueError(cause: unknown, address: QueueAddress): CliError {
  const reason = printable(cause instanceof Error ? cause.message : String(cause), 600).replace(/\.$/, '');
  if (address.kind === 'sqlite') return new CliError(`${reason}.`, { cause });
  const message = `The queue in ${address.display} does not answer: ${reason}. Check that Redis runs there, and the user name and password.`;
  return new CliError(message, { cause });
}
