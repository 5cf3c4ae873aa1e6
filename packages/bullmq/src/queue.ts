import { type DeliveryQueue, type QueueWorker, SimotelError } from '@simotel-hooks/core';
import { endConnection, openImpatient, openPatient } from './connection.js';
import { FailedJobs } from './dead-letters.js';
import { Inbox } from './inbox.js';
import { queueKeys } from './keys.js';
import { Lanes } from './lanes.js';
import { Mover } from './mover.js';
import { type BullMQQueueOptions, resolveOptions } from './options.js';
import { Producer } from './producer.js';
import { DeliveryWorker } from './worker.js';

/** A {@link DeliveryQueue} in Redis, for any number of processes and machines. */
export interface BullMQQueue extends DeliveryQueue {
  /** Name of the queue in BullMQ, for dashboards. */
  readonly name: string;
  /** How all its keys begin, for dashboards. */
  readonly prefix: string;
}

/**
 * Keeps deliveries in Redis, as jobs of BullMQ. Connects at once, and keeps the process alive until `close`.
 *
 * @throws {SimotelError} `OPTION_INVALID`, for options that cannot work. That Redis is away is none of them: `add` rejects
 * until it is back.
 *
 * @example
 * ```ts
 * const queue = createBullMQQueue({ connection: 'redis://127.0.0.1:6379' });
 * const hooks = createSimotelHooks({ auth: false, queue });
 * ```
 */
export function createBullMQQueue(options: BullMQQueueOptions): BullMQQueue {
  const resolved = resolveOptions(options);
  const { connection, name, prefix, timeoutMs } = resolved;
  const keys = queueKeys(prefix, name);
  const asking = openImpatient(connection, timeoutMs);
  const lanes = new Lanes(asking.client, keys, resolved.lockMs);
  const inbox = new Inbox(asking, keys);
  const producer = new Producer(asking, inbox, resolved);
  const workers = new Set<QueueWorker>();
  let closing: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    await Promise.all([...workers].map((worker) => worker.close()));
    await producer.close();
    await endConnection(asking.redis);
  }

  return {
    name,
    prefix,
    deadLetters: new FailedJobs(producer, inbox, lanes, asking.redis, keys.failed),
    add: (delivery, addOptions) => producer.add(delivery, addOptions),
    counts: () => producer.counts(),
    work(process, workOptions) {
      if (closing) throw new SimotelError('CLOSED', 'The queue is closed.');
      const patient = openPatient(connection);
      const worker = new DeliveryWorker(
        patient,
        new Lanes(patient.client, keys, resolved.lockMs),
        new Mover(resolved, keys, workOptions.onError),
        resolved,
        process,
        workOptions,
      );
      workers.add(worker);
      return worker;
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
