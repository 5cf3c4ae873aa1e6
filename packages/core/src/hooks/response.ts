import type { SimotelError } from '../error.js';

/** What the PBX gets, for any framework to send. The body is JSON, or empty. */
export interface WebhookResponse {
  readonly status: number;
  /** Names in lower case. `content-length` is left to the server. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

const answer = (status: number, body = '{"ok":true}'): WebhookResponse => ({
  status,
  headers: HEADERS,
  body,
});

/** All handlers are done. */
export const HANDLED = answer(200);
/** Handlers are still at work. */
export const ACCEPTED = answer(202);
/** The same delivery was taken before. */
export const REPEATED = answer(200, '{"ok":true,"repeated":true}');
/** For probes: no event, hence nothing to say. */
export const ALIVE = answer(200, '');

/** How a code becomes more than a status. */
const EXTRA_HEADERS: { [code in SimotelError['code']]?: Record<string, string> } = {
  UNAUTHORIZED: { 'www-authenticate': 'Basic realm="simotel", charset="UTF-8"' },
  METHOD_NOT_ALLOWED: { allow: 'GET, HEAD, POST' },
};

/** Says what is wrong, and nothing of what arrived. */
export function errorResponse({ code, status, message, issues }: SimotelError): WebhookResponse {
  // What fails inside the program is for its log, not for the sender.
  const error = code.startsWith('HANDLER') ? { code } : { code, message, ...(issues && { issues }) };
  return {
    status,
    headers: { ...HEADERS, ...EXTRA_HEADERS[code] },
    body: JSON.stringify({ ok: false, error }),
  };
}
