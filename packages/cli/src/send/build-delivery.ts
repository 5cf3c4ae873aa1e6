import { decode } from '@simotel-hooks/core';
import {
  createRequest,
  type Encoder,
  type SimotelRequest,
  type SimotelVersion,
} from '@simotel-hooks/testing';
import { usageError } from '../errors.js';
import { Changes } from './changes.js';
import { assignmentOf, eventOf } from './event-fields.js';
import { asUsageError } from './write-event.js';

/** What to send. Everything but `event` has the default of `createRequest`. */
export interface DeliveryOptions {
  /** Its name, in any spelling. */
  readonly event: string;
  readonly version?: SimotelVersion | undefined;
  readonly method?: 'GET' | 'POST' | undefined;
  /** `field=value`: a property of `event.data`, a key on the wire, an id, or anything else. */
  readonly set?: readonly string[] | undefined;
  /** Fields to leave out. */
  readonly unset?: readonly string[] | undefined;
  readonly encoder?: Encoder | undefined;
  /** IANA zone of the PBX's clock. */
  readonly timeZone?: string | undefined;
}

/**
 * Writes an event as a PBX sends it, with the changes of a user. A value that cannot be one of its field goes out as it was typed:
 * impossible values are what a receiver has to be tested with.
 *
 * @returns The request, and what the user should know of it.
 * @throws {CliError} Exit code 2, where the options cannot be.
 */
export function buildDelivery(options: DeliveryOptions): { request: SimotelRequest; notes: string[] } {
  const event = eventOf(options.event);
  const { version, method, encoder, timeZone } = options;
  const zone = timeZone === undefined ? {} : { timeZone };
  try {
    // The zone is looked at first, so that a wrong one is not taken for a wrong value.
    createRequest(event, zone);
    const changes = new Changes(event, timeZone);
    for (const text of options.set ?? []) changes.set(assignmentOf(text));
    for (const name of options.unset ?? []) changes.unset(name);
    const { callId, originatedCallId, idKey, leavesName, readable, raw, left, notes } = changes;
    if (leavesName && !version?.startsWith('Rest')) {
      throw usageError(
        'Only Rest versions do without the name in the payload. Add --version Rest4, for example.',
      );
    }
    const changed = decode(createRequest(event, { ...zone, fields: Object.fromEntries(readable) }), zone);
    if (changed.kind === 'unknown') throw new TypeError(`${event} is not the name of an event.`);
    const request = createRequest(changed, {
      ...zone,
      ...(version && { version }),
      ...(method && { method }),
      ...(encoder && { encoder }),
      ...(callId !== undefined && { callId }),
      ...(originatedCallId !== undefined && { originatedCallId }),
      idKey,
      repeatName: !leavesName,
      data: Object.fromEntries([...left].map((property) => [property, undefined])),
      fields: Object.fromEntries(raw),
    });
    return { request, notes };
  } catch (cause) {
    throw asUsageError(cause);
  }
}
