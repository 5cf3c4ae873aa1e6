import {
  decode,
  EVENT_FIELDS,
  type EventField,
  isSimotelError,
  SIMOTEL_EVENT_NAMES,
} from '@simotel-hooks/core';
import { describe, expect, it } from 'vitest';
import { createEvent, createRequest } from '../src/index.js';

/** The paths of all properties, such as `detail.0.src`. */
function pathsIn(value: object, place = ''): string[] {
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    typeof item === 'object' && item !== null && !(item instanceof Date)
      ? pathsIn(item, `${place}${key}.`)
      : [place + key],
  );
}

function pathsOf(fields: readonly EventField[], place = ''): string[] {
  return fields.flatMap((field) => {
    if (!field.fields) return [place + field.property];
    return pathsOf(field.fields, `${place}${field.property}.${field.type === 'list' ? '0.' : ''}`);
  });
}

describe.each(SIMOTEL_EVENT_NAMES)('%s', (name) => {
  it('comes with every field, as decode gives it, and without a doubt', () => {
    const event = createEvent(name);

    expect(event).toMatchObject({ kind: 'event', name, originatedCallId: null, warnings: [] });
    expect(pathsIn(event.data)).toEqual(pathsOf(EVENT_FIELDS[name]));
    expect(event).toStrictEqual(decode(createRequest(name)));
  });
});

describe('overrides', () => {
  it('replace fields and ids, and take fields away', () => {
    const event = createEvent('Cdr', {
      data: { billsec: 42, record: undefined },
      callId: '1613906376.30',
      originatedCallId: 'orig.call.1693808308.694172',
    });

    expect(event).toMatchObject({
      data: { billsec: 42, wait: 11 },
      callId: '1613906376.30',
      originatedCallId: 'orig.call.1693808308.694172',
    });
    expect(event.data).not.toHaveProperty('record');
    expect(event.raw.fields).toMatchObject({ billsec: 42, unique_id: '1613906376.30' });
    expect(createEvent('Cdr', { callId: null }).callId).toBeNull();
  });

  it('apply to a decoded event too, and leave it alone', () => {
    const event = createEvent('CdrQueue', { originatedCallId: 'orig.call.1' });
    const request = createRequest(event, {
      data: { src: '+989331112233' },
      originatedCallId: null,
      method: 'GET',
    });

    expect(decode(request)).toMatchObject({
      data: { ...event.data, src: '+989331112233' },
      callId: event.callId,
      originatedCallId: null,
    });
    expect(event).toStrictEqual(createEvent('CdrQueue', { originatedCallId: 'orig.call.1' }));
  });

  it('that take away what an event cannot do without make an incomplete delivery', () => {
    const data = { src: undefined };

    expect(createRequest('Cdr', { data }).body).not.toContain('"src"');
    expect(() => createEvent('Cdr', { data })).toThrow(
      expect.toSatisfy((error) => isSimotelError(error) && error.code === 'EVENT_INVALID'),
    );
  });
});
