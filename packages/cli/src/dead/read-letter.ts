import { type DeadLetter, type DecodeResult, safeDecode } from '@simotel-hooks/core';
import type { PlainRequest } from '../delivery/delivery.js';
import { explain } from '../delivery/explain.js';
import type { Explanation } from '../delivery/explanation.js';
import { storedRequest } from '../delivery/stored-request.js';

/** What a dead letter says, as this version understands it. */
export interface ReadLetter {
  readonly request: PlainRequest;
  readonly result: DecodeResult;
  readonly explanation: Explanation;
}

/**
 * @param timeZone - IANA zone of the PBX's clock.
 * @returns `null` where what is stored is no delivery.
 */
export function readLetter({ delivery }: DeadLetter, timeZone = 'UTC'): ReadLetter | null {
  const request = storedRequest(delivery);
  if (!request) return null;
  // What was stored was not too large for its receiver.
  const options = { timeZone, bodyLimit: Number.MAX_SAFE_INTEGER };
  const result = safeDecode({ ...request, ip: undefined }, options);
  return { request, result, explanation: explain(request, result, options) };
}

/** The PBX it came from, as text, whatever was stored. */
export function sourceOf({ delivery }: DeadLetter): string {
  const source: unknown = delivery?.source;
  return typeof source === 'string' ? source : '–';
}

/** What a dead letter is about, in few words, also where it is no event. Plain data for `--json`. */
export interface LetterSummary {
  /** As this program calls it, or, where it knows no such event, as the sender does. */
  readonly event: string | null;
  readonly callId: string | null;
  /** Whether this version can decode it. */
  readonly decodable: boolean;
}

export function summaryOf(read: ReadLetter | null): LetterSummary {
  if (!read) return { event: null, callId: null, decodable: false };
  const { name, callId } = read.explanation;
  return { event: name?.name ?? name?.spelling ?? null, callId, decodable: read.result.success };
}
