import {
  EVENT_FIELDS,
  type EventDataMap,
  type EventField,
  type KnownSimotelEvent,
  type SimotelEventName,
} from '@simotel-hooks/core';
import fc from 'fast-check';

/** Zones with whole, half and quarter hours, with and without summer time, one of which moves by half an hour. */
export const zones = fc.constantFrom(
  'UTC',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'America/New_York',
  'Australia/Lord_Howe',
);

// White space at the ends, nothing and the words for nothing do not arrive as text (WF c). Half a surrogate pair
// cannot be UTF-8; no unit of fast-check makes one.
const texts = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'&=+%?#;:,.[]{}()<>\\/"\'` \t\r\n-_*~0eس‌ی🙂') }),
    fc.constantFrom('نظرسنجی فروش', "it's", 'say "yes"', `both ' and "`, '%D8%A7', '[object Object]', 'True'),
    fc.constantFrom(
      '{"a": 1}',
      "[{'a': None}]",
      '1613906376.30',
      '007',
      'event_name=Cdr',
      'x?event_name=Cdr',
    ),
  )
  .map((text) => text.trim())
  .filter((text) => !['', 'None', 'null'].includes(text));

const telephones = fc.oneof(fc.stringMatching(/^(?:\+|00|0)?\d{1,15}$/), fc.constant('unknown'), texts);

const integers = fc.oneof(fc.nat(), fc.maxSafeInteger());

const ids = fc.option(fc.oneof(fc.stringMatching(/^\d{10}\.\d{1,6}$/), texts));

// The wire has no years before 1970, nor epoch seconds of fewer than nine digits (before March 1973). Where clocks
// go back they show an hour twice, and nothing on the wire tells which of the two it is: the first is meant.
const times = (zone: string) =>
  fc
    .date({ min: new Date('1974-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .filter((time) => !isSecondReading(time, zone));

/** Whether a clock in the zone has shown the same reading before. */
function isSecondReading(time: Date, zone: string): boolean {
  const clockAt = (moment: number) => new Date(moment).toLocaleString('en-GB', { timeZone: zone });
  return [30, 60].some((minutes) => clockAt(time.getTime() - minutes * 60_000) === clockAt(time.getTime()));
}

const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

// Other spellings of a known value arrive as that value.
function choices(values: readonly string[]): fc.Arbitrary<string> {
  const known = new Set([...values.map(fold), 'noanswered']);
  return fc.oneof(
    fc.constantFrom(...values),
    texts.filter((text) => !known.has(fold(text))),
  );
}

function valuesOf({ type, values = [], fields = [] }: EventField, zone: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'text':
      return texts;
    case 'telephone':
      return telephones;
    case 'integer':
      return integers;
    case 'flag':
      return fc.boolean();
    case 'choice':
      return choices(values);
    case 'time':
      return times(zone);
    case 'record':
      return records(fields, zone);
    case 'list':
      return fc.array(records(fields, zone), { maxLength: 3 });
  }
}

/** Optional fields are there or not. */
function records(fields: readonly EventField[], zone: string): fc.Arbitrary<object> {
  const model = fields.map((field) => [field.property, valuesOf(field, zone)] as const);
  const requiredKeys = fields.filter(({ required }) => required).map(({ property }) => property);
  return fc.record(Object.fromEntries(model), { requiredKeys, noNullPrototype: true });
}

/** Any event of a name whose times a clock in `zone` can tell. */
export function eventsOf<N extends SimotelEventName>(
  name: N,
  zone: string,
): fc.Arbitrary<KnownSimotelEvent<N>> {
  const isData = (data: object): data is EventDataMap[N] =>
    EVENT_FIELDS[name].every(({ property, required }) => !required || property in data);
  return fc.record({
    kind: fc.constant('event' as const),
    name: fc.constant(name),
    data: records(EVENT_FIELDS[name], zone).filter(isData),
    callId: ids,
    originatedCallId: ids,
    raw: fc.constant({ eventName: name, fields: {} }),
    warnings: fc.constant([]),
  });
}

/** Whether a list or record in the data is empty: then there is nothing to repeat, or to put into brackets. */
export function hasEmptyPart(data: object): boolean {
  return Object.values(data).some(
    (value: unknown) =>
      typeof value === 'object' &&
      value !== null &&
      !(value instanceof Date) &&
      (Object.keys(value).length === 0 || hasEmptyPart(value)),
  );
}
