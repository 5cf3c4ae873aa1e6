import type { AuthResult, AuthSecrets } from '../auth/authenticator.js';
import { isPromise } from '../auth/promise.js';
import { type DecodeSettings, decodeWith } from '../decode.js';
import { isSimotelError, SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import type { Payload, WebhookRequest } from '../request.js';
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

type Gate = Opened | Answered | typeof NOT_OURS;

/** Takes requests in: is it ours, who sent it, what is in it, did it come before. */
export class Receiver {
  readonly dedupe: Dedupe | undefined;
  private readonly options: ResolvedOptions;
  private readonly dispatcher: Dispatcher;
  private readonly settings: DecodeSettings;
  private readonly secrets: AuthSecrets;

  constructor(options: ResolvedOptions, dispatcher: Dispatcher) {
    const { auth, timeZone, bodyLimit, dedupe } = options;
    this.options = options;
    this.dispatcher = dispatcher;
    this.secrets = (auth !== false && auth.secrets) || NO_SECRETS;
    const secrets = this.secrets.query ?? [];
    this.settings = { basePath: '', zone: zoneOf(timeZone), bodyLimit, secrets };
    this.dedupe = dedupe === false ? undefined : new Dedupe(dedupe);
  }

  /** Answers at once where nothing has to be waited for: each promise costs a turn. */
  open(request: WebhookRequest, context: HandleContext): Gate | Promise<Gate> {
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
    const judged = this.authenticate(request, delivery);
    if (judged instanceof SimotelError) return this.turnAway(judged, delivery);
    if (judged || readBody || this.dedupe) return this.admit(payload, delivery, judged, readBody, bodyLimit);
    return this.decode(payload, delivery, bodyLimit);
  }

  deliveryOf(request: WebhookRequest, path: string, { logger, httpRequest }: HandleContext): HookDelivery {
    return new HookDelivery(request, path, {
      secrets: this.secrets,
      logger: this.options.logger ?? logger ?? consoleLogger,
      httpRequest,
    });
  }

  private async admit(
    payload: Payload,
    delivery: HookDelivery,
    judged: Promise<SimotelError | undefined> | undefined,
    readBody: HandleContext['readBody'],
    bodyLimit: number,
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
    const opened = this.decode(payload, delivery, bodyLimit);
    if (!this.dedupe || !('event' in opened) || !(await this.isRepeat(this.dedupe, opened))) return opened;
    this.dispatcher.leave();
    return answered(REPEATED);
  }

  private decode(payload: Payload, delivery: HookDelivery, bodyLimit: number): Opened | Answered {
    const event = decodeWith(payload, this.settingsFor(bodyLimit));
    if (event instanceof SimotelError) return this.turnAway(event, delivery);
    if (event.kind === 'unknown' && this.options.unknownEvents === 'reject') {
      const message = 'This is no event of Simotel; unknownEvents is "reject".';
      return this.turnAway(new SimotelError('EVENT_UNKNOWN', message, { event }), delivery);
    }
    return { event, delivery, dedupeKey: null };
  }

  private settingsFor(bodyLimit: number): DecodeSettings {
    return bodyLimit === this.settings.bodyLimit ? this.settings : { ...this.settings, bodyLimit };
  }

  private authenticate(
    request: WebhookRequest,
    delivery: HookDelivery,
  ): SimotelError | undefined | Promise<SimotelError | undefined> {
    const { auth, handlerTimeoutMs } = this.options;
    if (auth === false) return undefined;
    try {
      const result = auth(request);
      if (!isPromise(result)) return judge(result, delivery);
      return inTime(result, handlerTimeoutMs).then((late) => judge(late, delivery), authFailed);
    } catch (cause) {
      return authFailed(cause);
    }
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
    const settled = this.dispatcher.reporter.report(error, delivery);
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
