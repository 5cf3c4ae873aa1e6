import { SimotelError } from '../error.js';
import { failureOf } from '../queue/failure.js';
import type { DeliveryOutcome, QueueWorker } from '../queue/queue.js';
import { delayAfter, type RetryOptions, type RetryPolicy, retryPolicy } from '../queue/retry.js';
import { toWebhookRequest } from '../queue/store.js';
import type { StoredDelivery } from '../queue/stored.js';
import type { HookDelivery } from './delivery.js';
import type { Dispatcher } from './dispatcher.js';
import { consoleLogger, type Logger, log } from './log.js';
import type { ResolvedOptions } from './options.js';
import type { Receiver } from './receiver.js';

/** How {@link SimotelHooks.work} works. */
export interface WorkOptions {
  /** How many deliveries are handled at a time, by this worker. Default 10. */
  concurrency?: number;
  /** What happens when handlers fail. */
  retry?: RetryOptions;
}

/** Handles deliveries from a queue; what {@link SimotelHooks.work} began. */
export interface HooksWorker {
  /** Takes no more; done when the handlers of those it took are. `hooks.close` does the same for all workers. */
  close(): Promise<void>;
}

/** A storage that is away says so again and again. */
const SAME_ERROR_AFTER_MS = 10_000;
const DONE: DeliveryOutcome = { status: 'done' };
const RELEASED: DeliveryOutcome = { status: 'released' };

/** Takes stored deliveries through decoding and handlers, and tells the queue what became of them. */
export class Work {
  private readonly options: ResolvedOptions;
  private readonly dispatcher: Dispatcher;
  private readonly receiver: Receiver;
  private readonly logger: Partial<Logger>;
  private readonly workers = new Set<QueueWorker>();

  constructor(options: ResolvedOptions, dispatcher: Dispatcher, receiver: Receiver) {
    this.options = options;
    this.logger = options.logger ?? consoleLogger;
    this.dispatcher = dispatcher;
    this.receiver = receiver;
  }

  begin({ concurrency = 10, retry }: WorkOptions): HooksWorker {
    const { queue } = this.options;
    if (!queue) {
      throw new SimotelError(
        'OPTION_INVALID',
        'There is nothing to work on: createSimotelHooks was given no queue.',
      );
    }
    if (this.dispatcher.isClosed) throw new SimotelError('CLOSED', 'The hooks are closed.');
    if (!(Number.isInteger(concurrency) && concurrency > 0)) {
      throw new SimotelError('OPTION_INVALID', 'concurrency must be a whole number above 0.');
    }
    const policy = retryPolicy(retry);
    const onError = quietly((err) =>
      log(
        this.options.logger ?? consoleLogger,
        'error',
        { err },
        'The queue has trouble; it goes on trying.',
      ),
    );
    const worker = queue.work((stored, attempt) => this.process(stored, attempt, policy), {
      concurrency,
      onError,
    });
    this.workers.add(worker);
    return {
      close: async () => {
        await worker.close();
        this.workers.delete(worker);
      },
    };
  }

  /** Done when nothing is handled any more. */
  async close(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.close()));
  }

  /** Never rejects, whatever was stored: others may write there too. */
  private async process(
    stored: StoredDelivery,
    attempt: number,
    policy: RetryPolicy,
  ): Promise<DeliveryOutcome> {
    // Not bounded by maxPending: a worker takes no more than it may.
    if (this.dispatcher.enter(Number.POSITIVE_INFINITY)) return RELEASED;
    try {
      const delivery = this.receiver.deliveryFrom(stored, attempt, policy.attempts);
      const error = await this.handle(stored, delivery);
      if (error && error.code !== 'CLOSED') await this.dispatcher.reporter.report(error, delivery);
      if (!error) return DONE;
      const outcome = outcomeOf(error, delivery, policy);
      this.dispatcher.observer?.failed(error, outcome, attempt, delivery.source);
      return outcome;
    } catch (cause) {
      const error = new SimotelError('BODY_MALFORMED', 'What is stored is no delivery.', { cause });
      log(this.logger, 'error', { err: error }, 'Something in the queue moves to the dead letters.');
      const outcome: DeliveryOutcome = { status: 'dead', failure: failureOf(error) };
      this.dispatcher.observer?.failed(error, outcome, attempt, null);
      return outcome;
    } finally {
      this.dispatcher.leave();
    }
  }

  private async handle(stored: StoredDelivery, delivery: HookDelivery): Promise<SimotelError | undefined> {
    // What was stored was not too large; what it is stored as may be.
    const event = this.receiver.decode(toWebhookRequest(stored), Number.MAX_SAFE_INTEGER);
    if (event instanceof SimotelError) return event;
    const { attempt, maxAttempts } = delivery;
    if (attempt <= maxAttempts) return this.dispatcher.dispatch(event, delivery);
    const message = `Handlers were begun ${maxAttempts} times and never ended: the process died, or lost its queue.`;
    return new SimotelError('HANDLER_CRASHED', message, { event });
  }
}

function outcomeOf(error: SimotelError, delivery: HookDelivery, policy: RetryPolicy): DeliveryOutcome {
  const { attempt, id: deliveryId, logger } = delivery;
  const { code } = error;
  if (code === 'CLOSED') return RELEASED;
  const failure = failureOf(error);
  const canRecover = code === 'HANDLER_FAILED' || code === 'HANDLER_TIMEOUT';
  if (canRecover && attempt < policy.attempts) {
    const delayMs = delayAfter(attempt, policy);
    log(logger, 'info', { deliveryId, attempt, delayMs }, 'The delivery will be tried again.');
    return { status: 'retry', delayMs, failure };
  }
  log(logger, 'error', { deliveryId, attempt, code }, 'The delivery moves to the dead letters.');
  return { status: 'dead', failure };
}

/** Does not say the same twice in a short time. */
function quietly(say: (error: Error) => void): (error: Error) => void {
  let last = { message: '', at: Number.NEGATIVE_INFINITY };
  return (error) => {
    const at = performance.now();
    if (error.message === last.message && at - last.at < SAME_ERROR_AFTER_MS) return;
    last = { message: error.message, at };
    say(error);
  };
}
