import { SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
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
/** How many different ones are told in that time. */
const ERRORS_AT_A_TIME = 10;
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
    if (!queue) throw invalid('There is nothing to work on: createSimotelHooks was given no queue.');
    if (this.dispatcher.isClosed) throw new SimotelError('CLOSED', 'The hooks are closed.');
    if (this.dispatcher.registry.isEmpty) {
      throw invalid(
        'Nobody listens, so all that is stored would be lost: register handlers before work is called, or leave the work ' +
          'to other processes (NestJS: work: false).',
      );
    }
    if (!(Number.isInteger(concurrency) && concurrency > 0)) {
      throw invalid('concurrency must be a whole number above 0.');
    }
    const policy = retryPolicy(retry);
    const onError = quietly((err) =>
      log(this.logger, 'error', { err }, 'The queue has trouble; it goes on trying.'),
    );
    const process = (stored: StoredDelivery, attempt: number) => this.process(stored, attempt, policy);
    const worker = queue.work(process, { concurrency, onError });
    this.workers.add(worker);
    return {
      close: async () => {
        await worker.close();
        this.workers.delete(worker);
      },
    };
  }

  /** Done when nothing is handled any more. @throws What one of them threw. */
  async close(): Promise<void> {
    const closed = await Promise.allSettled([...this.workers].map(async (worker) => worker.close()));
    for (const result of closed) if (result.status === 'rejected') throw result.reason;
  }

  /** Never rejects, whatever was stored: others may write there too. */
  private async process(
    stored: StoredDelivery,
    attempt: number,
    policy: RetryPolicy,
  ): Promise<DeliveryOutcome> {
    // Not bounded by maxPending: a worker takes no more than it may.
    if (this.dispatcher.enter(Number.POSITIVE_INFINITY)) return RELEASED;
    const opened = this.open(stored, attempt, policy.attempts);
    if (opened instanceof SimotelError) {
      this.dispatcher.leave();
      log(this.logger, 'error', { err: opened }, 'Something in the queue moves to the dead letters.');
      return this.fail(opened, { status: 'dead', failure: failureOf(opened) }, attempt, null);
    }
    const { delivery, event } = opened;
    const error = event instanceof SimotelError ? event : await this.handle(event, delivery);
    if (!error || error.code === 'CLOSED') {
      this.dispatcher.leave();
      return error ? RELEASED : DONE;
    }
    // Beside the outcome: whoever listens to errors holds back no call.
    void this.dispatcher.reporter.report(error, delivery).then(() => this.dispatcher.leave());
    return this.fail(error, outcomeOf(error, delivery, policy), attempt, delivery.source);
  }

  private open(stored: StoredDelivery, attempt: number, maxAttempts: number): Opened | SimotelError {
    try {
      const delivery = this.receiver.deliveryFrom(stored, attempt, maxAttempts);
      // What was stored was not too large; what it is stored as may be.
      const event = this.receiver.decode(toWebhookRequest(stored), Number.MAX_SAFE_INTEGER);
      return { delivery, event };
    } catch (cause) {
      return new SimotelError('BODY_MALFORMED', 'What is stored is no delivery.', { cause });
    }
  }

  private async handle(event: AnySimotelEvent, delivery: HookDelivery): Promise<SimotelError | undefined> {
    const { attempt, maxAttempts } = delivery;
    if (attempt <= maxAttempts) return this.dispatcher.dispatch(event, delivery);
    const message =
      `This would be try ${attempt}, and retry.attempts is ${maxAttempts}: the last try never ended, because the process ` +
      'died or lost its queue, or it was a worker with more attempts that tried.';
    return new SimotelError('HANDLER_CRASHED', message, { event });
  }

  private fail(
    error: SimotelError,
    outcome: DeliveryOutcome,
    attempt: number,
    source: string | null,
  ): DeliveryOutcome {
    this.dispatcher.observer?.failed(error, outcome, attempt, source);
    return outcome;
  }
}

interface Opened {
  readonly delivery: HookDelivery;
  readonly event: AnySimotelEvent | SimotelError;
}

const invalid = (message: string) => new SimotelError('OPTION_INVALID', message);

function outcomeOf(error: SimotelError, delivery: HookDelivery, policy: RetryPolicy): DeliveryOutcome {
  const { attempt, id: deliveryId, logger } = delivery;
  const { code } = error;
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

/** Does not say the same twice in a short time, also where several things are said in turns. */
function quietly(say: (error: Error) => void): (error: Error) => void {
  const said = new Map<string, number>();
  return (error) => {
    const now = performance.now();
    for (const [message, at] of said) if (now - at >= SAME_ERROR_AFTER_MS) said.delete(message);
    if (said.has(error.message) || said.size >= ERRORS_AT_A_TIME) return;
    said.set(error.message, now);
    say(error);
  };
}
