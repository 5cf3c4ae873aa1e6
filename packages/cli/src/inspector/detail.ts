import { type AnySimotelEvent, type DecodeResult, safeDecode } from '@simotel-hooks/core';
import { toCurl } from '../delivery/curl.js';
import { explain } from '../delivery/explain.js';
import { bodyText } from '../delivery/saved-file.js';
import type { KeptDelivery, LoggedDelivery } from './delivery-log.js';
import type { DeliveryDetail } from './protocol.js';

/** What {@link detailOf} has to know beside the delivery. */
export interface DetailSetting {
  /** IANA zone of the PBX's clock. */
  readonly timeZone: string;
  /** The address of the receiver, for the curl command. */
  readonly address: string;
}

/** All there is to know of a delivery. It is decoded once more: what it was understood as takes more memory than what came. */
export function detailOf(
  { summary, delivery, forwards }: LoggedDelivery,
  setting: DetailSetting,
): DeliveryDetail {
  const { id, request, answer } = delivery;
  const result = summary.kind === 'refused' ? undefined : decodedOf(delivery, setting);
  const text = bodyText(request.body);
  return {
    summary,
    id,
    ip: request.ip,
    request: {
      method: request.method,
      path: request.path,
      headers: pairsOf(request.headers),
      body: text ?? Buffer.from(request.body).toString('base64'),
      bodyEncoding: text === undefined ? 'base64' : 'text',
      bodySize: request.body.byteLength,
    },
    explanation: result ? explain(request, result, { timeZone: setting.timeZone }) : null,
    data: result?.success ? dataOf(result.event) : null,
    answer: { status: answer.status, headers: pairsOf(answer.headers), body: answer.body },
    forwards,
    curl: toCurl(request, setting.address),
  };
}

/** The delivery as it was understood when it came. */
export function decodedOf(
  { request, unread }: KeptDelivery,
  { timeZone }: Pick<DetailSetting, 'timeZone'>,
): DecodeResult {
  if (unread) return { success: false, error: unread };
  return safeDecode({ ...request, ip: request.ip ?? undefined }, { timeZone });
}

const dataOf = (event: AnySimotelEvent): unknown => (event.kind === 'event' ? event.data : null);

function pairsOf(headers: Readonly<Record<string, string | readonly string[]>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
}
