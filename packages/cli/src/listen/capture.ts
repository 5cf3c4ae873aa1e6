import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  type AnySimotelEvent,
  type DecodeResult,
  type Delivery,
  SimotelError,
  safeDecode,
  type WebhookRequest,
  type WebhookResponse,
} from '@simotel-hooks/core';
import type { PlainRequest, ReceivedDelivery } from '../delivery/delivery.js';
import { withoutSecrets } from '../http/secrets.js';
import { type ListenAuth, plainAddress } from './auth.js';

type Outcome = AnySimotelEvent | SimotelError;

interface CaptureSetting {
  readonly auth: ListenAuth;
  /** IANA zone of the PBX's clock. */
  readonly timeZone: string;
}

/** What becomes of one HTTP request, while the hooks take it through its steps. */
export class Capture {
  private readonly request: IncomingMessage;
  private readonly receivedAt = new Date();
  private delivery: Delivery | undefined;
  private outcome: Outcome | undefined;
  private readonly url: string;
  private readonly setting: CaptureSetting;

  /** @param url - Path and query of the request. */
  constructor(request: IncomingMessage, url: string, setting: CaptureSetting) {
    this.request = request;
    this.url = url;
    this.setting = setting;
  }

  /** What was handed to the hooks as `httpRequest`. */
  static of({ httpRequest }: Delivery): Capture | undefined {
    return httpRequest instanceof Capture ? httpRequest : undefined;
  }

  set(outcome: Outcome, delivery: Delivery): void {
    this.outcome = outcome;
    this.delivery = delivery;
  }

  /** The delivery, once it is answered; `undefined` where it was only a probe. */
  finish(answer: WebhookResponse): ReceivedDelivery | undefined {
    const { outcome, delivery } = this;
    if (outcome === undefined || delivery === undefined) return this.refused(answer);
    const { id, receivedAt, source } = delivery;
    const request = plainRequest(delivery.request);
    return { id, receivedAt, source, request, result: this.resultOf(request, outcome, delivery), answer };
  }

  /** As the hooks understood it, or, where a secret had to go that is meant for somebody else, as it is without that. */
  private resultOf(request: PlainRequest, outcome: Outcome, delivery: Delivery): DecodeResult {
    const isUnchanged = request.path === delivery.request.path;
    if (!(outcome instanceof SimotelError)) {
      return isUnchanged ? { success: true, event: outcome } : this.decode(request);
    }
    return isUnchanged || !outcome.raw ? { success: false, error: outcome } : this.decode(request);
  }

  private decode({ method, path, body }: PlainRequest): DecodeResult {
    return safeDecode({ method, path, body }, { timeZone: this.setting.timeZone });
  }

  /** Of a stranger's request only what tells who it was: nobody looked at the rest. */
  private refused(answer: WebhookResponse): ReceivedDelivery | undefined {
    const { method = '', headers, socket } = this.request;
    const error = refusalOf(answer.status, this.setting.auth, headers.authorization !== undefined);
    if (!error) return undefined;
    const ip = plainAddress(socket.remoteAddress);
    const path = this.url.split('?', 1).join('');
    return {
      id: randomUUID(),
      receivedAt: this.receivedAt,
      source: ip,
      request: { method, path, headers: {}, body: new Uint8Array(), ip },
      result: { success: false, error },
      answer,
    };
  }
}

function refusalOf(status: number, auth: ListenAuth, hasCredentials: boolean): SimotelError | undefined {
  if (status === 405) {
    return new SimotelError(
      'METHOD_NOT_ALLOWED',
      'Simotel delivers events by GET or POST; choose one in its panel.',
    );
  }
  return status === 401 ? new SimotelError('UNAUTHORIZED', hintFor(auth, hasCredentials)) : undefined;
}

/** What to do about a PBX that is not let in. */
function hintFor(auth: ListenAuth, hasCredentials: boolean): string {
  if (auth !== false && 'token' in auth) {
    return `The token is missing or wrong: the address in the panel of the PBX has to end in ?${auth.tokenName}=… with the token given here.`;
  }
  return hasCredentials
    ? 'The user name or password is wrong: set the same in the panel of the PBX and here.'
    : 'No credentials came: set the user name and password in the panel of the PBX.';
}

function plainRequest({ method, path, headers = {}, body, ip }: WebhookRequest): PlainRequest {
  return {
    method,
    path: withoutSecrets(path),
    headers: Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string | string[]] => isHeader(entry[1])),
    ),
    body: body instanceof Uint8Array ? body : new Uint8Array(),
    ip: plainAddress(ip),
  };
}

const isHeader = (value: unknown) => typeof value === 'string' || Array.isArray(value);
