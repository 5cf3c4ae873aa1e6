import { isPromise } from '../auth/promise.js';
import type { SimotelError } from '../error.js';
import { knownName } from '../names.js';
import type { Delivery, HookDelivery } from './delivery.js';
import { log } from './log.js';
import { assertFunction } from './registry.js';
import { inTime } from './timer.js';

/** What is called when something goes wrong. */
export type ErrorHandler = (error: SimotelError, delivery: Delivery) => unknown;

/** Refusing strangers is no failure: their requests are logged, but `onError` is for what somebody should look at. */
const FROM_STRANGERS = new Set(['UNAUTHORIZED', 'METHOD_NOT_ALLOWED']);

/** Tells the log and the error handlers what went wrong. */
export class Reporter {
  private handlers: readonly ErrorHandler[] = [];
  private readonly timeoutMs: number;

  /** @param timeoutMs - How long error handlers are waited for: a delivery must not wait for ever to be forgotten. */
  constructor(timeoutMs: number) {
    this.timeoutMs = timeoutMs;
  }

  add(handler: ErrorHandler): () => void {
    assertFunction(handler);
    // A function of its own, so that a handler registered twice is removed once.
    const own: ErrorHandler = (error, delivery) => handler(error, delivery);
    this.handlers = [...this.handlers, own];
    return () => {
      this.handlers = this.handlers.filter((other) => other !== own);
    };
  }

  /** Never throws or rejects; done when every error handler is. */
  async report(error: SimotelError, delivery: HookDelivery): Promise<void> {
    const { code, status, message, issues } = error;
    const isOurs = status >= 500;
    const details = {
      code,
      ...subjectOf(error),
      deliveryId: delivery.id,
      source: delivery.source,
      ...(delivery.maxAttempts > 1 && { attempt: delivery.attempt, maxAttempts: delivery.maxAttempts }),
      ip: delivery.request.ip ?? null,
      ...(issues && { issues }),
      // For what the sender did wrong, a stack says nothing but fills the log.
      ...(isOurs && { err: error }),
    };
    log(delivery.logger, isOurs ? 'error' : 'warn', details, message);
    if (FROM_STRANGERS.has(error.code)) return;
    await Promise.all(this.handlers.map((handler) => this.call(handler, error, delivery)));
  }

  private async call(handler: ErrorHandler, error: SimotelError, delivery: HookDelivery): Promise<void> {
    try {
      const result = handler(error, delivery);
      if (isPromise(result)) await inTime(result, this.timeoutMs);
    } catch (err) {
      const details = { deliveryId: delivery.id, err };
      log(delivery.logger, 'error', details, `A handler of onError failed for ${error.code}.`);
    }
  }
}

/** Of which event and call an error is, also where there is no event because it could not be decoded. */
function subjectOf({ event, raw }: SimotelError): { event: string | null; callId: string | null } {
  if (event) return { event: event.name, callId: event.callId };
  const id = raw?.fields['unique_id'] ?? raw?.fields['cuid'];
  return {
    event: (raw?.eventName && knownName(raw.eventName)) || null,
    // Whatever else a sender puts there does not belong in a log.
    callId: typeof id === 'string' && id.length <= 64 ? id : null,
  };
}
