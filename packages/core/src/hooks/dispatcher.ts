import { SimotelError } from '../error.js';
import type { AnySimotelEvent, UnknownSimotelEvent } from '../event.js';
import type { HookDelivery } from './delivery.js';
import { consoleLogger, log } from './log.js';
import { Observer } from './observer.js';
import type { ResolvedOptions } from './options.js';
import { KeyedOrder } from './order.js';
import { Registry } from './registry.js';
import { Reporter } from './reporter.js';
import { HandlerRun, type Outcome } from './run.js';

/** Brings events to their handlers: in order, not too many at a time, until it is closed. */
export class Dispatcher {
  readonly registry = new Registry();
  readonly reporter: Reporter;
  /** Where there is telemetry. */
  readonly observer: Observer | undefined;
  private readonly options: ResolvedOptions;
  private readonly order = new KeyedOrder();
  /** What is waiting for its turn or for its handlers. */
  private readonly runs = new Set<HandlerRun>();
  private pending = 0;
  private closing: Promise<void> | undefined;
  private gaveUp = false;
  private onIdle: (() => void) | undefined;

  constructor(options: ResolvedOptions) {
    this.options = options;
    const { telemetry, logger = consoleLogger } = options;
    this.reporter = new Reporter(options.handlerTimeoutMs);
    this.observer = telemetry && new Observer(telemetry, logger);
  }

  get isClosed(): boolean {
    return this.closing !== undefined;
  }

  /** Takes one of the places of `maxPending`; whoever does has to `leave`. @returns Why there is none. */
  enter(maxPending = this.options.maxPending): SimotelError | undefined {
    if (this.isClosed) {
      return new SimotelError('CLOSED', 'The receiver is shutting down; the delivery was not taken.');
    }
    if (this.pending >= maxPending) {
      const message = `${maxPending} deliveries (maxPending) wait for their handlers; this one was not taken.`;
      return new SimotelError('OVERLOADED', message);
    }
    this.pending++;
    return undefined;
  }

  leave(): void {
    this.pending--;
    if (this.pending === 0) this.onIdle?.();
  }

  /** Never throws or rejects. Answers at once where every handler does and nothing of the same call is running. */
  dispatch(event: AnySimotelEvent, delivery: HookDelivery): Outcome | Promise<Outcome> {
    const { ack, order, handlerTimeoutMs } = this.options;
    const run = new HandlerRun(event, delivery, (error) => void this.reporter.report(error, delivery));
    if (this.gaveUp) run.endOnClose();
    const start = () => {
      const handlers = this.registry.handlersOf(event.name);
      if (event.kind === 'unknown' && handlers.length === 0) warnUnheard(event, delivery);
      if (!this.observer) return run.start(handlers, handlerTimeoutMs);
      return this.observer.handle(event, delivery, () => run.start(handlers, handlerTimeoutMs));
    };
    const task = ack === 'immediate' ? () => afterAnswer().then(start) : start;
    const key = order === 'perCall' ? callKey(event, delivery) : null;
    const outcome = key === null ? task() : this.order.run(key, task);
    if (!(outcome instanceof Promise)) return outcome;
    this.runs.add(run);
    void outcome.then(() => this.runs.delete(run));
    return outcome;
  }

  close(graceMs: number): Promise<void> {
    this.closing ??= this.drain(graceMs);
    return this.closing;
  }

  private drain(graceMs: number): Promise<void> {
    if (this.pending === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.gaveUp = true;
        for (const run of this.runs) run.endOnClose();
        // Not before the error handlers are called.
        setTimeout(resolve, 0);
      }, graceMs);
      this.onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** PBXs count their calls alike, so a call is known by its id and its source. */
export const callKey = ({ callId }: AnySimotelEvent, { source }: HookDelivery) =>
  callId === null || source === null ? callId : `${source}:${callId}`;

/** Nothing is lost in silence: not a new event of the PBX, nor one that is misspelt. */
function warnUnheard({ callId, raw }: UnknownSimotelEvent, delivery: HookDelivery): void {
  // A name from the path may be a secret segment of the address.
  const inPayload = [raw.fields['event_name'], raw.fields['event']].includes(raw.eventName);
  const { id: deliveryId, source } = delivery;
  const details = { eventName: inPayload ? raw.eventName : null, callId, deliveryId, source };
  const message = 'An event of unknown name came and nobody listens to it; hooks.onUnknown would show it.';
  log(delivery.logger, 'warn', details, message);
}

/** The server sends the answer in this turn of the event loop; handlers begin in the next. */
const afterAnswer = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
