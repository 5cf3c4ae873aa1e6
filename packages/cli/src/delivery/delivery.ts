import type { DecodeResult, WebhookResponse } from '@simotel-hooks/core';

/** A request without credentials: nothing else is printed, shown, saved or replayed. */
export interface PlainRequest {
  readonly method: string;
  /** The path behind the address, with its query, as it came: `/NewState?exten=991`. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
  readonly ip: string | null;
}

/** One delivery: what came, what it was understood as, and what the sender was told. */
export interface ReceivedDelivery {
  /** A random UUID; Simotel sends no id of its own (WF d). */
  readonly id: string;
  readonly receivedAt: Date;
  /** The PBX it is from: the address it calls from. */
  readonly source: string | null;
  readonly request: PlainRequest;
  /** The event, or why there is none. Of a delivery that was refused (401, 405), nothing was read. */
  readonly result: DecodeResult;
  readonly answer: WebhookResponse;
}

/** Whether it was turned away unread: its sender is a stranger, or used a method that Simotel does not. */
export const isRefused = ({ result }: Pick<ReceivedDelivery, 'result'>): boolean =>
  !result.success && (result.error.code === 'UNAUTHORIZED' || result.error.code === 'METHOD_NOT_ALLOWED');
