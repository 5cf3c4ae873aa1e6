import { describe, expect, it } from 'vitest';
import { eventId } from '../src/index.js';
import { decodeBody, decodeJson, decodeQuery } from './support.js';

const cdr = {
  event_name: 'Cdr',
  src: '991',
  dst: '993',
  billsec: 9,
  starttime: '2021-01-16 06:30:37.471398',
  unique_id: '1610778618.378',
};
const id = (fields: object) => eventId(decodeJson(fields));

describe('eventId', () => {
  it('is stable between releases', () => {
    expect(id(cdr)).toBe('Cdr-52de24f0fb5ee9323b306db249e57231');
  });

  it('does not depend on the order, the type or the presence of empty fields', () => {
    const { billsec, ...rest } = cdr;
    expect(id({ billsec: String(billsec), record: '', ...rest, cuid: null })).toBe(id(cdr));
    expect(
      eventId(
        decodeQuery(
          new URLSearchParams(
            Object.entries(cdr).map(([key, value]): [string, string] => [key, String(value)]),
          ),
        ),
      ),
    ).toBe(id(cdr));
  });

  it('does not depend on fields that no type describes, such as those of the address', () => {
    expect(id({ ...cdr, m: 'simotel', server_profile: 'main' })).toBe(id(cdr));
  });

  it.each([
    { src: '992' },
    { billsec: 10 },
    { billsec: null },
    { unique_id: '1610778618.379' },
    { unique_id: null },
    { event_name: 'CdrQueue' },
    { originated_call_id: 'orig.call.1.2' },
  ])('changes with %j', (change) => expect(id({ ...cdr, ...change })).not.toBe(id(cdr)));

  it('of a nested field depends on its values', () => {
    const queue = (wait: number) =>
      id({ event_name: 'CdrQueue', src: '1', dst: '2', detail: [{ src: '1', wait }] });
    expect(queue(1)).not.toBe(queue(2));
  });

  it('of an unknown event depends on its name and fields', () => {
    const known = id({ event_name: 'Other', a: 1, b: '' });
    expect(known).toMatch(/^Unknown-[\da-f]{32}$/);
    expect(eventId(decodeBody('event_name=Other&a=1'))).toBe(known);
    expect(eventId(decodeQuery('a=1', '/Other'))).toBe(known);
    expect(id({ event_name: 'Other', a: 2 })).not.toBe(known);
    expect(id({ event_name: 'Another', a: 1 })).not.toBe(known);
  });
});
