import type { SimotelError } from '../error.js';
import type { AnySimotelEvent, SimotelEvent, UnknownSimotelEvent } from '../event.js';
import type { SimotelEventName } from '../names.js';
import type { WebhookRequest } from '../request.js';
import type { Delivery, HookDelivery } from './delivery.js';
import { Dispatcher } from './dispatcher.js';
import { type Logger, log } from './log.js';
import { resolveOptions, type SimotelHooksOptions } from './options.js';
import { DONE, type Opened, Receiver } from './receiver.js';
import type { ErrorHandler } from './reporter.js';
import { ACCEPTED, errorResponse, HANDLED, type WebhookResponse } from './response.js';
import type { Outcome } from './run.js';
import { inTime, LazyTimer } from './timer.js';

/** What an adapter knows beside the request. */
export interface HandleContext {
  /**
   * Reads the body; called once, and only when the delivery is authenticated. Leave it out where there is none, or where
   * it is in `request.body`. A {@link SimotelError} it throws becomes the answer (`BODY_TOO_LARGE`, `BODY_CONSUMED`).
   *
   * @param limit - Bytes it may have.
   */
  readBody?: ((limit: number) => unknown) | undefined;
  /** Instead of the `bodyLimit` of the hooks. */
  bodyLimit?: number | undefined;
  /** The part of `request.path` that is your address, without a slash at its end. Other paths are not matched. */
  basePath?: string | undefined;
  /** Used where the hooks have no `logger` of their own. */
  logger?: Partial<Logger> | undefined;
  /** Becomes `delivery.httpRequest`. */
  httpRequest?: unknown;
}

/** What became of a request: not ours, or how to answer it. */
export type HandleResult =
  | { matched: false }
  | {
      matched: true;
      response: WebhookResponse;
      /** Done when every handler is, and `onError` where one failed. Never rejects. For `waitUntil`. */
      settled: Promise<void>;
    };

/** What {@link SimotelHooks.accept} gives: not ours, an answer, or an event for you to handle. */
export type AcceptResult =
  | HandleResult
  | { matched: true; response?: never; event: AnySimotelEvent; delivery: Delivery };

/** What is known of an event that is already decoded. */
export interface ReceiveOptions {
  /** The PBX it is from: `delivery.source`. Default `null`. */
  source?: string | null;
  /** When it arrived, where that was not now: `delivery.receivedAt` of an event that was stored, or simulated. */
  receivedAt?: Date;
}

/** Receives the deliveries of one or many PBXs. Its functions are bound: they can be taken out and passed on. */
export interface SimotelHooks {
  /**
   * Calls `handler` for events of one name, or of several. All handlers of an event are called, in the order they
   * were registered and without waiting for each other; a delivery fails when one of them throws or rejects.
   *
   * @returns Its own undo. An event that is being handled keeps the handlers it began with.
   * @example
   * ```ts
   * hooks.on('Cdr', (event) => saveCall(event.callId, event.data.src, event.data.billsec));
   * hooks.on(['ExtenAdded', 'ExtenRemoved'], ({ name, data }) => console.log(name, data.exten));
   * ```
   */
  on<const N extends SimotelEventName>(
    name: N | readonly N[],
    handler: (event: SimotelEvent<N>, delivery: Delivery) => unknown,
  ): () => void;
  /** Calls `handler` for every event, known and unknown. @returns Its own undo. */
  onAny(handler: (event: AnySimotelEvent, delivery: Delivery) => unknown): () => void;
  /** Calls `handler` for events of names this version does not know. @returns Its own undo. */
  onUnknown(handler: (event: UnknownSimotelEvent, delivery: Delivery) => unknown): () => void;
  /**
   * Calls `handler` for everything that goes wrong with a delivery: it cannot be decoded, handlers failed or took too
   * long, it came too late or on top of too many. `error.event` or `error.raw` hold what arrived. Refused strangers
   * (`UNAUTHORIZED`, `METHOD_NOT_ALLOWED`) are only logged. @returns Its own undo.
   */
  onError(handler: ErrorHandler): () => void;
  /**
   * Takes one HTTP request through authentication, decoding and handlers. Never rejects for anything a request holds.
   *
   * @example
   * ```ts
   * const result = await hooks.handle({ method: 'POST', path: '/NewState', headers, body });
   * if (result.matched) send(result.response.status, result.response.headers, result.response.body);
   * ```
   */
  handle(request: WebhookRequest, context?: HandleContext): Promise<HandleResult>;
  /**
   * Authenticates and decodes a request like {@link SimotelHooks.handle}, but calls no handler: the event is yours.
   * Where there is none, because the delivery was refused or is a repeat or a probe, `response` is the answer.
   */
  accept(request: WebhookRequest, context?: HandleContext): Promise<AcceptResult>;
  /**
   * Takes an event that is already decoded through its handlers, in order with the others of its call.
   * A handler that awaits this for an event of its own call waits for itself, until `handlerTimeoutMs`.
   *
   * @throws {SimotelError} `HANDLER_FAILED`, `HANDLER_TIMEOUT`, `OVERLOADED` or `CLOSED`; `onError` hears of it too.
   */
  receive(event: AnySimotelEvent, options?: ReceiveOptions): Promise<void>;
  /**
   * Takes no more deliveries (503) and waits for those that are being handled. After `graceMs` it stops waiting: their
   * `delivery.signal` aborts and `onError` hears `CLOSED` for each. A handler may call it, but must not await it.
   *
   * @param options - `graceMs`: milliseconds to wait. Default 10,000.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}

/**
 * Creates a receiver. Hand requests to `handle`, or mount it with an adapter: `@simotel-hooks/express`,
 * `@simotel-hooks/fastify`, `@simotel-hooks/nest`, `@simotel-hooks/core/fetch`, `@simotel-hooks/core/node`.
 *
 * @throws {SimotelError} `OPTION_INVALID` where `auth` is missing or another option cannot work.
 * @example
 * ```ts
 * const hooks = createSimotelHooks({ auth: basicAuth({ username: 'simotel', password: process.env.PBX_PASSWORD ?? '' }) });
 * hooks.on('IncomingCall', (event) => console.log(`${event.data.number} is calling`));
 * ```
 */
export function createSimotelHooks(options: SimotelHooksOptions): SimotelHooks {
  const resolved = resolveOptions(options);
  const dispatcher = new Dispatcher(resolved);
  const receiver = new Receiver(resolved, dispatcher);
  const { registry, reporter } = dispatcher;

  async function handle(request: WebhookRequest, context: HandleContext = {}): Promise<HandleResult> {
    const gate = receiver.open(request, context);
    const opened = gate instanceof Promise ? await gate : gate;
    if (!('event' in opened)) return opened;
    const outcome = dispatcher.dispatch(opened.event, opened.delivery);
    if (!(outcome instanceof Promise)) {
      return { matched: true, response: responseOf(outcome), settled: finish(opened, outcome) };
    }
    const settled = outcome.then((result) => finish(opened, result));
    return { matched: true, response: await answer(outcome, opened.delivery), settled };
  }

  function answer(
    outcome: Promise<Outcome>,
    { arrival }: HookDelivery,
  ): WebhookResponse | Promise<WebhookResponse> {
    if (resolved.ack === 'immediate') return ACCEPTED;
    if (resolved.ack === 'afterHandlers') return outcome.then(responseOf);
    return new Promise((resolve) => {
      // The PBX waits since the delivery arrived, whatever took time since then.
      const left = Math.max(0, arrival + resolved.ackTimeoutMs - Date.now());
      const timer = new LazyTimer(left, () => resolve(ACCEPTED));
      void outcome.then((result) => {
        timer.stop();
        resolve(responseOf(result));
      });
    });
  }

  function finish(opened: Opened, outcome: Outcome): Promise<void> {
    if (outcome) return fail(opened, outcome);
    dispatcher.leave();
    return DONE;
  }

  async function fail({ delivery, dedupeKey }: Opened, error: SimotelError): Promise<void> {
    if (dedupeKey !== null) await forget(dedupeKey, delivery);
    await reporter.report(error, delivery);
    dispatcher.leave();
  }

  async function forget(key: string, delivery: HookDelivery): Promise<void> {
    try {
      if (receiver.dedupe) await inTime(receiver.dedupe.forget(key), resolved.ackTimeoutMs);
    } catch (err) {
      log(
        delivery.logger,
        'error',
        { deliveryId: delivery.id, err },
        'The store of dedupe failed to forget.',
      );
    }
  }

  async function accept(request: WebhookRequest, context: HandleContext = {}): Promise<AcceptResult> {
    const opened = await receiver.open(request, context);
    if (!('event' in opened)) return opened;
    dispatcher.leave();
    return { matched: true, event: opened.event, delivery: opened.delivery };
  }

  async function receive(event: AnySimotelEvent, { source = null, receivedAt }: ReceiveOptions = {}) {
    const delivery = receiver.deliveryOf({ method: 'POST', path: '/' }, '/', {});
    delivery.source = source;
    if (receivedAt) delivery.arrival = receivedAt.getTime();
    const refusal = dispatcher.enter();
    const outcome = refusal ?? (await dispatcher.dispatch(event, delivery));
    if (outcome) await reporter.report(outcome, delivery);
    if (!refusal) dispatcher.leave();
    if (outcome) throw outcome;
  }

  return {
    on: (name, handler) => registry.on(typeof name === 'string' ? [name] : name, handler),
    onAny: (handler) => registry.add('any', handler),
    onUnknown: (handler) => registry.onUnknown(handler),
    onError: (handler) => reporter.add(handler),
    handle,
    accept,
    receive,
    close: ({ graceMs = 10_000 } = {}) => dispatcher.close(graceMs),
  };
}

const responseOf = (outcome: Outcome) => (outcome ? errorResponse(outcome) : HANDLED);
