import type { AuthSecrets } from '../auth/authenticator.js';
import type { StoredDelivery } from '../queue/stored.js';
import type { WebhookRequest } from '../request.js';
import type { Logger } from './log.js';
import { withoutSecrets } from './secrets.js';

/** The platform's `AbortSignal`, where its types are loaded (DOM, workers or `@types/node`). */
export type DeliverySignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : { readonly aborted: boolean; readonly reason: unknown };

/** One request of the PBX, as handlers see it beside the event. */
export interface Delivery {
  /** Names this delivery in logs and errors: a random UUID. Simotel sends no id of its own (WF d). */
  readonly id: string;
  /** When it arrived, by this machine's clock. */
  readonly receivedAt: Date;
  /** The PBX that sent it, as `auth` named it; `null` where it names none. */
  readonly source: string | null;
  /**
   * The request as it came, body included, without credentials. From a `queue` it has only the headers that are stored, which
   * `StoredRequest` lists.
   */
  readonly request: WebhookRequest;
  /**
   * Aborts when nobody waits for the handlers any more: after `handlerTimeoutMs`, or when `close` gives up.
   *
   * @example
   * ```ts
   * hooks.on('Cdr', (event, { signal }) => fetch(crmUrl, { method: 'POST', body: JSON.stringify(event.data), signal }));
   * ```
   */
  readonly signal: DeliverySignal;
  /**
   * The request object of the framework, for what an adapter does not pass on: Express' `req`, Fastify's and
   * Nest's `request`, `IncomingMessage`, the `Request` of fetch. `undefined` where none was handed in.
   */
  readonly httpRequest: unknown;
  /** Which try this is: 1 for the first, more only where a `queue` tries again what failed. */
  readonly attempt: number;
  /** After how many tries it moves to the dead letters; 1 without a `queue`. */
  readonly maxAttempts: number;
}

/** What does not change from delivery to delivery, or comes from the adapter. */
export interface DeliverySetting {
  readonly secrets: AuthSecrets;
  readonly logger: Partial<Logger>;
  readonly httpRequest: unknown;
}

/** Where a delivery comes from, credentials included. */
interface Origin {
  readonly request: WebhookRequest;
  /** That of the request behind the address. */
  readonly path: string;
  readonly httpRequest: unknown;
}

/**
 * Makes its parts when they are asked for: most handlers need none of them. Only what may hold credentials is hidden from
 * whatever prints a delivery; V8 takes long to make fields that are private to everybody.
 */
export class HookDelivery implements Delivery {
  source: string | null = null;
  attempt = 1;
  maxAttempts = 1;
  /** The body, once it is read. */
  body: unknown;
  /** By `Date.now()`. */
  arrival = Date.now();
  /** By `performance.now()`, which nobody sets back. */
  readonly begun = performance.now();
  /** Whether it comes from the queue. */
  isStored = false;
  readonly logger: Partial<Logger>;
  readonly #origin: Origin;
  private readonly secrets: AuthSecrets;
  private uuid: string | undefined;
  private cleanRequest: WebhookRequest | undefined;
  private controller: AbortController | undefined;
  private reason: Error | undefined;

  constructor(request: WebhookRequest, path: string, { secrets, logger, httpRequest }: DeliverySetting) {
    this.body = request.body;
    this.logger = logger;
    this.secrets = secrets;
    this.#origin = { request, path, httpRequest };
  }

  /** Becomes the delivery that was stored. */
  restore({ id, receivedAt, source }: StoredDelivery): void {
    this.isStored = true;
    this.uuid = id;
    this.arrival = Date.parse(receivedAt);
    this.source = source;
  }

  get httpRequest(): unknown {
    return this.#origin.httpRequest;
  }

  get id(): string {
    this.uuid ??= crypto.randomUUID();
    return this.uuid;
  }

  get receivedAt(): Date {
    return new Date(this.arrival);
  }

  get request(): WebhookRequest {
    const { request, path } = this.#origin;
    this.cleanRequest ??= withoutSecrets({ ...request, path, body: this.body }, this.secrets);
    return this.cleanRequest;
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.reason) this.controller.abort(this.reason);
    return this.controller.signal;
  }

  /** Tells handlers that nobody waits for them any more. */
  abort(reason: Error): void {
    this.reason ??= reason;
    this.controller?.abort(this.reason);
  }

  toJSON(): object {
    const { id, receivedAt, source } = this;
    return { id, receivedAt, source };
  }
}
