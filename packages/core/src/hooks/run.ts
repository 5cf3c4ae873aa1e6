import { SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import type { HookDelivery } from './delivery.js';
import type { AnyHandler } from './registry.js';
import { LazyTimer } from './timer.js';

/** What became of the handlers of one event: nothing to say, or what went wrong. */
export type Outcome = SimotelError | undefined;

/** One event on its way through its handlers. */
export class HandlerRun {
  private readonly event: AnySimotelEvent;
  private readonly delivery: HookDelivery;
  private readonly onLate: (error: SimotelError) => void;
  private failures: unknown[] = [];
  private running = 0;
  private count = 0;
  private timer: LazyTimer | undefined;
  private ended: SimotelError | undefined;
  private resolve: ((outcome: Outcome) => void) | undefined;

  /** @param onLate - Hears of handlers that fail when nobody waits for them any more. */
  constructor(event: AnySimotelEvent, delivery: HookDelivery, onLate: (error: SimotelError) => void) {
    this.event = event;
    this.delivery = delivery;
    this.onLate = onLate;
  }

  /** Calls every handler; never throws or rejects. Answers at once where no handler returns a promise. */
  start(handlers: readonly AnyHandler[], timeoutMs: number): Outcome | Promise<Outcome> {
    if (this.ended) return this.ended;
    this.count = handlers.length;
    for (const handler of handlers) {
      try {
        const result = handler(this.event, this.delivery);
        if (isThenable(result)) this.wait(result);
      } catch (failure) {
        this.failures.push(failure);
      }
    }
    if (this.running === 0) return this.outcome();
    if (this.ended) return this.ended;
    this.timer = new LazyTimer(timeoutMs, () =>
      this.end(this.error('HANDLER_TIMEOUT', `still running after ${timeoutMs} ms (handlerTimeoutMs)`)),
    );
    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  /** Stops waiting for the handlers, or for their turn. They are told by `delivery.signal`; nobody can stop them. */
  end(error: SimotelError): void {
    if (this.ended) return;
    this.ended = error;
    this.timer?.stop();
    this.delivery.abort(error);
    this.reportLate();
    this.resolve?.(error);
  }

  /** The error of `close`. */
  endOnClose(): void {
    this.end(this.error('CLOSED', 'not finished when close gave up'));
  }

  private wait(result: PromiseLike<unknown>): void {
    this.running++;
    Promise.resolve(result).then(
      () => this.settle(),
      (failure: unknown) => {
        this.failures.push(failure);
        this.settle();
      },
    );
  }

  private settle(): void {
    this.running--;
    if (this.ended) {
      this.reportLate();
    } else if (this.running === 0 && this.resolve) {
      this.timer?.stop();
      this.resolve(this.outcome());
    }
  }

  private reportLate(): void {
    const error = this.outcome();
    this.failures = [];
    if (error) this.onLate(error);
  }

  private outcome(): Outcome {
    if (this.failures.length === 0) return undefined;
    const failures = this.failures.map(asError);
    const [first] = failures;
    const cause = failures.length === 1 ? first : new AggregateError(failures, 'Several handlers failed.');
    return this.error('HANDLER_FAILED', `${failures.length} of ${this.count} failed, see error.cause`, cause);
  }

  private error(
    code: 'HANDLER_FAILED' | 'HANDLER_TIMEOUT' | 'CLOSED',
    what: string,
    cause?: Error,
  ): SimotelError {
    const { name, callId } = this.event;
    const where = `event ${name ?? 'unknown'}, call ${callId ?? 'without id'}, delivery ${this.delivery.id}`;
    return new SimotelError(code, `Handlers: ${what} (${where}).`, {
      event: this.event,
      ...(cause && { cause }),
    });
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** JavaScript can throw anything; only an `Error` has a stack and is printed well by loggers. */
function asError(failure: unknown): Error {
  if (failure instanceof Error) return failure;
  return new Error(`A handler threw a value of type ${typeof failure}, not an Error; see error.cause.`, {
    cause: failure,
  });
}
