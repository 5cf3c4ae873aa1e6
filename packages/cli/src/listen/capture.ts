import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  type AnySimotelEvent,
  type Delivery,
  SimotelError,
  type WebhookRequest,
  type WebhookResponse,
} from '@simotel-hooks/core';
import type { PlainRequest, ReceivedDelivery } from '../delivery/delivery.js';
import { plainAddress } from './auth.js';

/** What becomes of one HTTP request, while the hooks take it through its steps. */
export class Capture {
  readonly request: IncomingMessage;
  private readonly receivedAt = new Date();
  private delivery: Delivery | undefined;
  private outcome: AnySimotelEvent | SimotelError | undefined;

  constructor(request: IncomingMessage) {
    this.request = request;
  }

  /** What was handed to the hooks as `httpRequest`. */
  static of({ httpRequest }: Delivery): Capture | undefined {
    return httpRequest instanceof Capture ? httpRequest : undefined;
  }

  set(outcome: AnySimotelEvent | SimotelError, delivery: Delivery): void {
    this.outcome = outcome;
    this.delivery = delivery;
  }

  /** The delivery, once it is answered; `undefined` where it was only a probe. */
  finish(answer: WebhookResponse): ReceivedDelivery | undefined {
    const { outcome, delivery } = this;
    if (outcome === undefined || delivery === undefined) return this.refused(answer);
    const { id, receivedAt, source, request } = delivery;
    const result =
      outcome instanceof SimotelError
        ? ({ success: false, error: outcome } as const)
        : ({ success: true, event: outcome } as const);
    return { id, receivedAt, source, request: plainRequest(request), result, answer };
  }

  /** Of a stranger's request only what tells who it was: nobody looked at the rest. */
  private refused(answer: WebhookResponse): ReceivedDelivery | undefined {
    const { method = '', url = '', headers, socket } = this.request;
    const error = refusalOf(answer.status, headers.authorization !== undefined);
    if (!error) return undefined;
    const ip = plainAddress(socket.remoteAddress);
    const path = url.split('?', 1).join('');
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

function refusalOf(status: number, hasCredentials: boolean): SimotelError | undefined {
  if (status === 405) {
    return new SimotelError(
      'METHOD_NOT_ALLOWED',
      'Simotel delivers events by GET or POST; choose one in its panel.',
    );
  }
  if (status !== 401) return undefined;
  return new SimotelError(
    'UNAUTHORIZED',
    hasCredentials
      ? 'The user name or password is wrong: set the same in the panel of the PBX and here.'
      : 'No credentials came: set the user name and password in the panel of the PBX, or put the token into its address.',
  );
}

function plainRequest({ method, path, headers = {}, body, ip }: WebhookRequest): PlainRequest {
  return {
    method,
    path,
    headers: Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string | string[]] => isHeader(entry[1])),
    ),
    body: body instanceof Uint8Array ? body : new Uint8Array(),
    ip: plainAddress(ip),
  };
}

const isHeader = (value: unknown) => typeof value === 'string' || Array.isArray(value);
