import type { SimotelError } from '../error.js';
import type { AnySimotelEvent, SimotelEvent, UnknownSimotelEvent } from '../event.js';
import type { SimotelEventName } from '../names.js';
import type { WebhookRequest } from '../request.js';
import type { Delivery } from './delivery.js';
import type { Logger } from './log.js';
import type { ErrorHandler } from './reporter.js';
import type { WebhookResponse } from './response.js';
import type { HooksWorker, WorkOptions } from './work.js';

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
   * Authenticates and decodes a request like {@link SimotelHooks.handle}, but stores nothing in the `queue` and calls no handler:
   * the event is yours. Where there is none, because the delivery was refused or is a repeat or a probe, `response` is the answer.
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
   * Begins to handle what is in the `queue`, in this process: decodes it and calls its handlers, those of one call one after
   * the other, also across processes. What fails is tried again later, and moves to the dead letters in the end, as does
   * what cannot be decoded; `onError` hears of every failed try. A delivery is handled at least once: again, where a
   * process died before it could say that it was done, and beside the first time, where a handler goes on after
   * `handlerTimeoutMs`: heed `delivery.signal`. Register handlers before: an event that nobody listens to is done.
   *
   * @throws {SimotelError} `OPTION_INVALID` where there is no `queue`, no handler, or an option cannot work; `CLOSED`.
   * @example
   * ```ts
   * hooks.on('Cdr', (event) => crm.saveCall(event.callId, event.data));
   * const worker = hooks.work({ concurrency: 20, retry: { attempts: 5 } });
   * ```
   */
  work(options?: WorkOptions): HooksWorker;
  /**
   * Takes no more deliveries (503) and waits for those that are being handled. After `graceMs` it stops waiting: their
   * `delivery.signal` aborts and `onError` hears `CLOSED` for each; those of a queue go back to it instead. Then it closes
   * the queue, which may take up to 6 seconds more where its storage is away. A handler may call it, but must not await it.
   *
   * @param options - `graceMs`: milliseconds to wait. Default 10,000.
   */
  close(options?: { graceMs?: number }): Promise<void>;
}
