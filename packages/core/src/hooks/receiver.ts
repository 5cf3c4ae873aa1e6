import type { AuthSecrets } from '../auth/authenticator.js';
import { type DecodeSettings, decodeWith } from '../decode.js';
import { isSimotelError, SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import { toWebhookRequest } from '../queue/store.js';
import type { StoredDelivery } from '../queue/stored.js';
import type { Payload, WebhookRequest } from '../request.js';
import { zoneOf } from '../zone.js';
import { canBeDelivery, pathBehind } from './address.js';
import { authenticate } from './authenticate.js';
import type { HandleContext } from './contract.js';
import { Dedupe } from './dedupe.js';
import { HookDelivery } from './delivery.js';
import type { Dispatcher } from './dispatcher.js';
import { Keeper } from './keeper.js';
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

type Gate = Opened | Answered | typeof NOT_OURS;

/** Takes requests in: is it ours, who sent it, what is in it, did it come before. */
export class Receiver {
  readonly dedupe: Dedupe | undefined;
  /** Where there is a queue. */
  readonly keeper: Keeper | undefined;
  private readonly options: ResolvedOptions;
  private readonly dispatcher: Dispatcher;
  private readonly settings: DecodeSettings;
  private readonly secrets: AuthSecrets;

  constructor(options: ResolvedOptions, dispatcher: Dispatcher) {
    const { auth, timeZone, bodyLimit, dedupe, queue } = options;
    this.options = options;
    this.dispatcher = dispatcher;
    this.secrets = (auth !== false && auth.secrets) || NO_SECRETS;
    const secrets = this.secrets.query ?? [];
    this.settings = { basePath: '', zone: zoneOf(timeZone), bodyLimit, secrets };
    this.dedupe = dedupe === false ? undefined : new Dedupe(dedupe);
    this.keeper = queue && new Keeper(queue, options, this.dedupe, dispatcher.observer);
  }

  /**
   * Answers at once where nothing has to be waited for: each promise costs a turn.
   *
   * @param keeper - Takes the delivery, which is then not opened.
   */
  open(request: WebhookRequest, context: HandleContext, keeper?: Keeper): Gate | Promise<Gate> {
    const { basePath = '', readBody, bodyLimit = this.settings.bodyLimit } = context;
    const path = pathBehind(typeof request.path === 'string' ? request.path : '', basePath);
    if (path === undefined || !canBeDelivery(request, path, readBody !== undefined)) return NOT_OURS;
    const { method } = request;
    if (method === 'HEAD' && !this.dispatcher.isClosed) return answered(ALIVE);
    const delivery = this.deliveryOf(request, path, context);
    if (method !== 'POST' && method !== 'GET' && method !== 'HEAD') {
      const message = 'Simotel delivers events by GET or POST.';
      return this.refuse(new SimotelError('METHOD_NOT_ALLOWED', message), delivery);
    }
    const refusal = this.dispatcher.enter();
    if (refusal) return this.refuse(refusal, delivery);
    const payload = { path, query: request.query, body: request.body };
    const judged = authenticate(request, delivery, this.options);
    if (judged instanceof SimotelError) return this.turnAway(judged, delivery);
    if (judged || readBody || this.dedupe || keeper) {
      return this.admit(payload, delivery, judged, readBody, bodyLimit, keeper);
    }
    return this.opened(this.decode(payload, bodyLimit), delivery);
  }

  deliveryOf(request: WebhookRequest, path: string, { logger, httpRequest }: HandleContext): HookDelivery {
    return new HookDelivery(request, path, {
      secrets: this.secrets,
      logger: this.options.logger ?? logger ?? consoleLogger,
      httpRequest,
    });
  }

  /** A delivery that comes from the queue. */
  deliveryFrom(stored: StoredDelivery, attempt: number, maxAttempts: number): HookDelivery {
    const request = toWebhookRequest(stored);
    const delivery = this.deliveryOf(request, request.path, {});
    delivery.restore(stored);
    delivery.attempt = attempt;
    delivery.maxAttempts = maxAttempts;
    return delivery;
  }

  private async admit(
    payload: Payload,
    delivery: HookDelivery,
    judged: Promise<SimotelError | undefined> | undefined,
    readBody: HandleContext['readBody'],
    bodyLimit: number,
    keeper: Keeper | undefined,
  ): Promise<Opened | Answered> {
    const refusal = judged && (await judged);
    if (refusal) return this.turnAway(refusal, delivery);
    try {
      if (readBody) payload.body = delivery.body = await readBody(bodyLimit);
    } catch (cause) {
      const message = 'The body could not be read to its end.';
      const error = isSimotelError(cause) ? cause : new SimotelError('BODY_MALFORMED', message, { cause });
      return this.turnAway(error, delivery);
    }
    const decoded = this.decode(payload, bodyLimit);
    if (keeper) {
      const result = await keeper.keep(decoded, delivery, () => this.dispatcher.leave());
      return this.kept(result, decoded, delivery);
    }
    const opened = this.opened(decoded, delivery);
    if (!this.dedupe || !('event' in opened) || !(await this.isRepeat(this.dedupe, opened))) return opened;
    this.dispatcher.leave();
    this.dispatcher.observer?.answered(delivery, REPEATED.status, opened.event);
    return answered(REPEATED);
  }

  decode(payload: Payload, bodyLimit: number): AnySimotelEvent | SimotelError {
    const event = decodeWith(payload, this.settingsFor(bodyLimit));
    if (event instanceof SimotelError || event.kind === 'event') return event;
    if (this.options.unknownEvents === 'accept') return event;
    const message = 'This is no event of Simotel; unknownEvents is "reject".';
    return new SimotelError('EVENT_UNKNOWN', message, { event });
  }

  private opened(event: AnySimotelEvent | SimotelError, delivery: HookDelivery): Opened | Answered {
    if (event instanceof SimotelError) return this.turnAway(event, delivery);
    return { event, delivery, dedupeKey: null };
  }

  private kept(
    result: WebhookResponse | SimotelError,
    decoded: AnySimotelEvent | SimotelError,
    delivery: HookDelivery,
  ): Answered {
    if (result instanceof SimotelError) return this.refuse(result, delivery);
    this.dispatcher.observer?.answered(delivery, result.status, decoded);
    return answered(result);
  }

  private settingsFor(bodyLimit: number): DecodeSettings {
    return bodyLimit === this.settings.bodyLimit ? this.settings : { ...this.settings, bodyLimit };
  }

  private async isRepeat(dedupe: Dedupe, opened: Opened): Promise<boolean> {
    const { event, delivery } = opened;
    try {
      opened.dedupeKey = dedupe.keyOf(event, delivery.source);
      if (opened.dedupeKey === null) return false;
      return !(await inTime(dedupe.isFirst(opened.dedupeKey), this.options.ackTimeoutMs));
    } catch (err) {
      // Handled twice is better than never.
      const details = { deliveryId: delivery.id, err };
      log(delivery.logger, 'error', details, 'dedupe failed; the delivery is handled, repeat or not.');
      return false;
    }
  }

  /** Refuses a delivery that has a place in the dispatcher. */
  private turnAway(error: SimotelError, delivery: HookDelivery): Answered {
    this.dispatcher.leave();
    return this.refuse(error, delivery);
  }

  private refuse(error: SimotelError, delivery: HookDelivery): Answered {
    this.dispatcher.observer?.answered(delivery, error.status, error, error);
    const settled = this.dispatcher.reporter.report(error, delivery);
    return { matched: true, response: errorResponse(error), settled };
  }
}

const answered = (response: WebhookResponse): Answered => ({ matched: true, response, settled: DONE });
