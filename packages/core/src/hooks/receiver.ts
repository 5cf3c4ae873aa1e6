import type { AuthResult, AuthSecrets } from '../auth/authenticator.js';
import { isPromise } from '../auth/promise.js';
import { type DecodeSettings, decodeWith } from '../decode.js';
import { isSimotelError, SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import type { WebhookRequest } from '../request.js';
import { zoneOf } from '../zone.js';
import { canBeDelivery, pathBehind } from './address.js';
import { Dedupe } from './dedupe.js';
import { HookDelivery } from './delivery.js';
import type { Dispatcher } from './dispatcher.js';
import type { HandleContext } from './hooks.js';
import { consoleLogger, log } from './log.js';
import type { ResolvedOptions } from './options.js';
import { ALIVE, errorResponse, REPEATED, type WebhookResponse } from './response.js';
import { inTime } from './timer.js';

/** A delivery that is to be handled. Its place in the dispatcher is taken. */
export interface Opened {
  event: AnySimotelEvent;
  delivery: HookDelivery;
  /** Under which `dedupe` remembers it. */
  dedupeKey: string | null;
}

/** An answer without handlers. */
export interface Answered {
  matched: true;
  response: WebhookResponse;
  /** Done when `onError` is. */
  settled: Promise<void>;
}

/** Nothing left to wait for. */
export const DONE = Promise.resolve();
const NO_SECRETS: AuthSecrets = {};
const NOT_OURS = { matched: false } as const;

/** Takes requests in: is it ours, who sent it, what is in it, did it come before. */
export class Receiver {
  readonly dedupe: Dedupe | undefined;
  readonly #options: ResolvedOptions;
  readonly #dispatcher: Dispatcher;
  readonly #settings: DecodeSettings;
  readonly #secrets: AuthSecrets;

  constructor(options: ResolvedOptions, dispatcher: Dispatcher) {
    const { auth, timeZone, bodyLimit, dedupe } = options;
    this.#options = options;
    this.#dispatcher = dispatcher;
    this.#secrets = (auth !== false && auth.secrets) || NO_SECRETS;
    const secrets = this.#secrets.query ?? [];
    this.#settings = { basePath: '', zone: zoneOf(timeZone), bodyLimit, secrets };
    this.dedupe = dedupe === false ? undefined : new Dedupe(dedupe);
  }

  async open(request: WebhookRequest, context: HandleContext): Promise<Opened | Answered | typeof NOT_OURS> {
    const { basePath = '', readBody } = context;
    const path = pathBehind(request.path, basePath);
    if (path === undefined || !canBeDelivery(request, path, readBody !== undefined)) return NOT_OURS;
    const { method } = request;
    if (method === 'HEAD' && !this.#dispatcher.isClosed) return answered(ALIVE);
    const delivery = this.deliveryOf(request, path, context);
    if (method !== 'POST' && method !== 'GET' && method !== 'HEAD') {
      const message = 'Simotel delivers events by GET or POST.';
      return this.#refuse(new SimotelError('METHOD_NOT_ALLOWED', message), delivery);
    }
    const refusal = this.#dispatcher.enter();
    if (refusal) return this.#refuse(refusal, delivery);
    const opened = await this.#admit(request, path, context, delivery);
    if (!('event' in opened)) this.#dispatcher.leave();
    return opened;
  }

  deliveryOf(request: WebhookRequest, path: string, { logger, httpRequest }: HandleContext): HookDelivery {
    return new HookDelivery(request, path, {
      secrets: this.#secrets,
      logger: this.#options.logger ?? logger ?? consoleLogger,
      httpRequest,
    });
  }

  async #admit(
    request: WebhookRequest,
    path: string,
    { readBody, bodyLimit = this.#settings.bodyLimit }: HandleContext,
    delivery: HookDelivery,
  ): Promise<Opened | Answered> {
    try {
      const judged = this.#authenticate(request, delivery);
      // A promise is waited for only where there is one: each costs a turn.
      const refusal = judged instanceof Promise ? await judged : judged;
      if (refusal) return this.#refuse(refusal, delivery);
      if (readBody) delivery.body = await readBody(bodyLimit);
      const event = decodeWith(
        { path, query: request.query, body: delivery.body },
        this.#settingsFor(bodyLimit),
      );
      if (event instanceof SimotelError) return this.#refuse(event, delivery);
      if (event.kind === 'unknown' && this.#options.unknownEvents === 'reject') {
        const message = 'This is no event of Simotel; unknownEvents is "reject".';
        return this.#refuse(new SimotelError('EVENT_UNKNOWN', message, { event }), delivery);
      }
      return this.dedupe
        ? await this.#admitOnce(this.dedupe, event, delivery)
        : { event, delivery, dedupeKey: null };
    } catch (cause) {
      const message = 'The body could not be read to its end.';
      const error = isSimotelError(cause) ? cause : new SimotelError('BODY_MALFORMED', message, { cause });
      return this.#refuse(error, delivery);
    }
  }

  #settingsFor(bodyLimit: number): DecodeSettings {
    return bodyLimit === this.#settings.bodyLimit ? this.#settings : { ...this.#settings, bodyLimit };
  }

  #authenticate(
    request: WebhookRequest,
    delivery: HookDelivery,
  ): SimotelError | undefined | Promise<SimotelError | undefined> {
    const { auth, handlerTimeoutMs } = this.#options;
    if (auth === false) return undefined;
    try {
      const result = auth(request);
      if (!isPromise(result)) return judge(result, delivery);
      return inTime(result, handlerTimeoutMs).then((late) => judge(late, delivery), authFailed);
    } catch (cause) {
      return authFailed(cause);
    }
  }

  async #admitOnce(
    dedupe: Dedupe,
    event: AnySimotelEvent,
    delivery: HookDelivery,
  ): Promise<Opened | Answered> {
    const dedupeKey = dedupe.keyOf(event, delivery.source);
    if (dedupeKey === null) return { event, delivery, dedupeKey };
    try {
      const first = await inTime(dedupe.isFirst(dedupeKey), this.#options.ackTimeoutMs);
      if (!first) return answered(REPEATED);
    } catch (err) {
      // Handled twice is better than never.
      const details = { deliveryId: delivery.id, err };
      log(
        delivery.logger,
        'error',
        details,
        'The store of dedupe failed; the delivery is handled, repeat or not.',
      );
    }
    return { event, delivery, dedupeKey };
  }

  #refuse(error: SimotelError, delivery: HookDelivery): Answered {
    const settled = this.#dispatcher.reporter.report(error, delivery);
    return { matched: true, response: errorResponse(error), settled };
  }
}

const answered = (response: WebhookResponse): Answered => ({ matched: true, response, settled: DONE });

/** Plain JavaScript may return anything; only what is clearly a yes is one. */
function judge(result: AuthResult, delivery: HookDelivery): SimotelError | undefined {
  if (result === true) return undefined;
  if (typeof result === 'object' && result !== null && typeof result.source === 'string') {
    delivery.source = result.source;
    return undefined;
  }
  return new SimotelError('UNAUTHORIZED', 'The credentials are missing or wrong.');
}

const authFailed = (cause: unknown) =>
  new SimotelError('AUTH_FAILED', 'The credentials could not be checked; see error.cause.', { cause });
