import type { AuthSecrets } from '../auth/authenticator.js';
import { type DecodeSettings, decodeWith } from '../decode.js';
import { isSimotelError, SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import type { WebhookRequest } from '../request.js';
import { zoneOf } from '../zone.js';
import { canBeDelivery, pathBehind } from './address.js';
import { Dedupe } from './dedupe.js';
import { type DeliveryOrigin, HookDelivery } from './delivery.js';
import type { Dispatcher } from './dispatcher.js';
import type { HandleContext } from './hooks.js';
import { consoleLogger, type Logger, log } from './log.js';
import type { ResolvedOptions } from './options.js';
import { ALIVE, errorResponse, REPEATED, type WebhookResponse } from './response.js';

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
    const origin: DeliveryOrigin = {
      arrival: Date.now(),
      source: null,
      secrets: this.#secrets,
      httpRequest: context.httpRequest,
      logger: this.loggerOf(context.logger),
    };
    const path = pathBehind(request.path, context.basePath ?? '');
    if (path === undefined || !canBeDelivery(request, path, context.readBody !== undefined)) return NOT_OURS;
    const { method } = request;
    if (method === 'HEAD' && !this.#dispatcher.isClosed) {
      return { matched: true, response: ALIVE, settled: DONE };
    }
    if (method !== 'POST' && method !== 'GET' && method !== 'HEAD') {
      const message = 'Simotel delivers events by GET or POST.';
      return this.#refuse(new SimotelError('METHOD_NOT_ALLOWED', message), request, origin);
    }
    let refusal = await this.#authenticate(request, origin);
    refusal ??= this.#dispatcher.enter();
    if (refusal) return this.#refuse(refusal, request, origin);
    const opened = await this.#read(request, path, context, origin);
    if (!('event' in opened)) this.#dispatcher.leave();
    return opened;
  }

  loggerOf(ofDelivery: Partial<Logger> = consoleLogger): Partial<Logger> {
    return this.#options.logger ?? ofDelivery;
  }

  async #authenticate(request: WebhookRequest, origin: DeliveryOrigin): Promise<SimotelError | undefined> {
    const { auth } = this.#options;
    if (auth === false) return undefined;
    try {
      const result = await auth(request);
      if (result === true) return undefined;
      if (typeof result === 'object' && result !== null && typeof result.source === 'string') {
        origin.source = result.source;
        return undefined;
      }
      return new SimotelError('UNAUTHORIZED', 'The credentials are missing or wrong.');
    } catch (cause) {
      return new SimotelError('AUTH_FAILED', 'The credentials could not be checked.', { cause });
    }
  }

  async #read(
    request: WebhookRequest,
    path: string,
    { readBody, bodyLimit = this.#settings.bodyLimit }: HandleContext,
    origin: DeliveryOrigin,
  ): Promise<Opened | Answered> {
    const { unknownEvents } = this.#options;
    try {
      const body = readBody ? await readBody(bodyLimit) : request.body;
      const whole: WebhookRequest = { ...request, path, body };
      const settings =
        bodyLimit === this.#settings.bodyLimit ? this.#settings : { ...this.#settings, bodyLimit };
      const event = decodeWith(whole, settings);
      if (event instanceof SimotelError) return this.#refuse(event, whole, origin);
      if (event.kind === 'unknown' && unknownEvents === 'reject') {
        const message = 'This is no event of Simotel; unknownEvents is "reject".';
        return this.#refuse(new SimotelError('EVENT_UNKNOWN', message, { event }), whole, origin);
      }
      const delivery = new HookDelivery(whole, origin);
      const { dedupe } = this;
      const dedupeKey = dedupe ? dedupe.keyOf(event, origin.source) : null;
      if (dedupe && dedupeKey !== null && !(await this.#isFirst(dedupe, dedupeKey, delivery))) {
        return { matched: true, response: REPEATED, settled: DONE };
      }
      return { event, delivery, dedupeKey };
    } catch (cause) {
      const message = 'The body could not be read to its end.';
      const error = isSimotelError(cause) ? cause : new SimotelError('BODY_MALFORMED', message, { cause });
      return this.#refuse(error, request, origin);
    }
  }

  /** A store that fails must not cost a delivery: handled twice is better than never. */
  async #isFirst(dedupe: Dedupe, key: string, delivery: HookDelivery): Promise<boolean> {
    try {
      return await dedupe.isFirst(key);
    } catch (err) {
      const details = { deliveryId: delivery.id, err };
      log(
        delivery.logger,
        'error',
        details,
        'The store of dedupe failed; the delivery is handled, repeat or not.',
      );
      return true;
    }
  }

  #refuse(error: SimotelError, request: WebhookRequest, origin: DeliveryOrigin): Answered {
    const settled = this.#dispatcher.reporter.report(error, new HookDelivery(request, origin));
    return { matched: true, response: errorResponse(error), settled };
  }
}
