import { SimotelError } from '../error.js';
import type { KnownSimotelEvent, RawDelivery } from '../event.js';
import type { SimotelEventName } from '../names.js';
import type { Reading } from '../reading.js';
import { defineTable, type FieldsOf, type Table, type TableReader } from '../values/table.js';
import type { EventDataMap } from './index.js';
import { READERS } from './readers.generated.js';

const READER_OF: { readonly [N in SimotelEventName]: TableReader<EventDataMap[N]> } = READERS;

/** The ids of a delivery, read before its data. */
export interface CallIds {
  callId: string | null;
  originatedCallId: string | null;
}

/** What is known of one event. */
export interface EventDefinition<N extends SimotelEventName> {
  readonly table: Table<EventDataMap[N]>;
  /** @throws {SimotelError} `EVENT_INVALID` where a required field is missing or unusable. */
  decode(raw: RawDelivery, ids: CallIds, reading: Reading): KnownSimotelEvent<N>;
}

/**
 * Defines an event by its fields.
 *
 * @param review - Looks at the data as a whole and may warn.
 */
export function defineEvent<N extends SimotelEventName>(
  name: N,
  fields: FieldsOf<EventDataMap[N]>,
  review?: (data: EventDataMap[N], callId: string | null, reading: Reading) => void,
): EventDefinition<N> {
  const table = defineTable(READER_OF[name], fields);
  return {
    table,
    decode(raw, { callId, originatedCallId }, reading) {
      const data = table.read(raw.fields, reading);
      assertComplete(name, table, data, raw, reading);
      review?.(data, callId, reading);
      return { kind: 'event', name, data, callId, originatedCallId, raw, warnings: reading.warnings };
    },
  };
}

function assertComplete<D>(
  name: SimotelEventName,
  table: Table<D>,
  data: Partial<D>,
  raw: RawDelivery,
  reading: Reading,
): asserts data is D {
  if (table.required.every(([property]) => data[property] !== undefined)) return;
  const missing = table.required.filter(([property]) => data[property] === undefined);
  const issues = missing.map(([, path]) => {
    const unusable = reading.warnings.find(({ code, field }) => code === 'FIELD_INVALID' && field === path);
    return { path, message: unusable ? unusable.message : `${path} is missing.` };
  });
  const message = `${name} cannot do without ${missing.map(([, key]) => key).join(' and ')}; error.issues says what is wrong and error.raw holds what arrived.`;
  throw new SimotelError('EVENT_INVALID', message, { issues, raw });
}
