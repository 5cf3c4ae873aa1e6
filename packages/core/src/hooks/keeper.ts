import { SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import type { AddOptions, DeliveryQueue } from '../queue/queue.js';
import { toStored } from '../queue/store.js';
import type { StoredDelivery } from '../queue/stored.js';
import type { Dedupe } from './dedupe.js';
import type { HookDelivery } from './delivery.js';
import { callKey } from './dispatcher.js';
import { log } from './log.js';
import type { Observer } from './observer.js';
import type { ResolvedOptions } from './options.js';
import { ACCEPTED, REPEATED, type WebhookResponse } from './response.js';
import { inTime } from './timer.js';

/** Puts deliveries into the queue, where they are handled from. */
export class Keeper {
  private readonly queue: DeliveryQueue;
  private readonly options: ResolvedOptions;
  private readonly dedupe: Dedupe | undefined;
  private readonly observer: Observer | undefined;

  constructor(
    queue: DeliveryQueue,
    options: ResolvedOptions,
    dedupe: Dedupe | undefined,
    observer: Observer | undefined,
  ) {
    this.queue = queue;
    this.options = options;
    this.dedupe = dedupe;
    this.observer = observer;
  }

  /**
   * Never rejects. What cannot be decoded is stored too: a later version may be able to, and the PBX sends nothing twice.
   *
   * @param decoded - Tells of which call it is, and whether it is a repeat.
   * @param leave - Called once, when the queue holds no part of it in memory any more; maybe after the answer.
   */
  async keep(
    decoded: AnySimotelEvent | SimotelError,
    delivery: HookDelivery,
    leave: () => void,
  ): Promise<WebhookResponse | SimotelError> {
    const stored = decoded instanceof SimotelError && isRefused(decoded) ? decoded : this.copyOf(delivery);
    if (!(stored instanceof SimotelError)) return this.add(stored, decoded, delivery, leave);
    leave();
    return stored;
  }

  private copyOf(delivery: HookDelivery): StoredDelivery | SimotelError {
    try {
      return toStored(delivery, this.observer?.traceHeaders());
    } catch (cause) {
      const message = 'The parsed body or query is no JSON, so it cannot be stored; see error.cause.';
      return new SimotelError('BODY_MALFORMED', message, { cause });
    }
  }

  private async add(
    stored: StoredDelivery,
    decoded: AnySimotelEvent | SimotelError,
    delivery: HookDelivery,
    leave: () => void,
  ): Promise<WebhookResponse | SimotelError> {
    const event = decoded instanceof SimotelError ? undefined : decoded;
    const options = this.optionsOf(event, delivery);
    let isSettled = false;
    let isLate = false;
    const settle = () => {
      isSettled = true;
      leave();
    };
    const fail = (err: unknown) => {
      settle();
      // Only now is it known why the delivery was refused.
      const details = { deliveryId: delivery.id, err };
      if (isLate)
        log(delivery.logger, 'error', details, 'The queue, which did not answer in time, has failed.');
    };
    try {
      const adding = (async () => this.queue.add(stored, options))();
      adding.then(settle, fail);
      return (await inTime(adding, this.timeFor(delivery))) ? ACCEPTED : REPEATED;
    } catch (cause) {
      isLate = !isSettled;
      const message = isSettled
        ? 'The delivery could not be stored, so it was not taken; see error.cause.'
        : 'The queue did not answer in time; the delivery may be stored all the same, or not.';
      return new SimotelError('QUEUE_UNAVAILABLE', message, { cause, ...(event && { event }) });
    }
  }

  /** The PBX waits since the delivery arrived; but what came slowly is not refused for that alone. */
  private timeFor({ begun }: HookDelivery): number {
    const { ackTimeoutMs } = this.options;
    return Math.max(ackTimeoutMs / 4, begun + ackTimeoutMs - performance.now());
  }

  private optionsOf(event: AnySimotelEvent | undefined, delivery: HookDelivery): AddOptions {
    if (!event) return { callKey: null, dedupe: null };
    const { order } = this.options;
    return {
      callKey: order === 'perCall' ? callKey(event, delivery) : null,
      dedupe: this.dedupe ? this.repeatOf(this.dedupe, event, delivery) : null,
    };
  }

  private repeatOf(dedupe: Dedupe, event: AnySimotelEvent, delivery: HookDelivery): AddOptions['dedupe'] {
    try {
      const key = dedupe.keyOf(event, delivery.source);
      return key === null ? null : { key, ttlMs: dedupe.ttlMs };
    } catch (err) {
      const details = { deliveryId: delivery.id, err };
      log(delivery.logger, 'error', details, 'dedupe.key failed; the delivery is stored, repeat or not.');
      return null;
    }
  }
}

/** A probe has nothing to keep; the others are refused for what they are, not for what could be read. */
function isRefused({ code, raw }: SimotelError): boolean {
  if (code === 'EVENT_NAME_MISSING') return Object.keys(raw?.fields ?? {}).length === 0;
  return code === 'BODY_TOO_LARGE' || code === 'EVENT_UNKNOWN';
}
