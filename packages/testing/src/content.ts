import type { KnownSimotelEvent, SimotelEvent, SimotelEventName } from '@simotel-hooks/core';
import type { RequestOptions } from './options.js';
import { SAMPLES } from './samples.js';
import { toWire } from './wire/fields.js';
import type { WireFields } from './wire/value.js';

/** Every field of a delivery under its wire key, in the order of the vendor's samples: name, data, ids. */
export function contentOf<N extends SimotelEventName>(
  event: N | KnownSimotelEvent<N>,
  options: RequestOptions<N>,
): WireFields {
  const content: Content = typeof event === 'string' ? sampleOf(event) : event;
  const { timeZone = 'UTC', idKey = 'unique_id' } = options;
  const { callId = content.callId, originatedCallId = content.originatedCallId } = options;
  return {
    ...nameFields(content.name, options),
    ...toWire(content.name, { ...content.data, ...options.data }, timeZone),
    ...idFields(idKey, callId),
    ...given('originated_call_id', originatedCallId),
    ...options.fields,
  };
}

/** What of an event is sent. */
type Content = Pick<SimotelEvent, 'name' | 'callId' | 'originatedCallId'> & { readonly data: object };

function sampleOf(name: SimotelEventName): Content {
  return { name, ...SAMPLES[name], originatedCallId: null };
}

/** Survey has another key than the rest, and ReservedCallInFront has both (WF b). */
function nameFields(name: SimotelEventName, options: RequestOptions<SimotelEventName>): WireFields {
  const { version = 'G4', repeatName = true } = options;
  if (version.startsWith('Rest') && !repeatName) return {};
  if (name === 'Survey') return { event: name };
  return name === 'ReservedCallInFront' ? { event_name: name, event: name } : { event_name: name };
}

function idFields(key: 'unique_id' | 'cuid' | 'both', callId: string | null): WireFields {
  if (key !== 'both') return given(key, callId);
  return { ...given('unique_id', callId), ...given('cuid', callId) };
}

const given = (key: string, value: string | null): WireFields => (value === null ? {} : { [key]: value });
