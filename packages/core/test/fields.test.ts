import { describe, expect, it } from 'vitest';
import { EVENT_FIELDS, type EventField, SIMOTEL_EVENT_NAMES } from '../src/index.js';

const fieldOf = (fields: readonly EventField[], name: string) =>
  fields.find(({ property }) => property === name);

describe('EVENT_FIELDS', () => {
  it('describes every event', () => {
    expect(Object.keys(EVENT_FIELDS)).toEqual([...SIMOTEL_EVENT_NAMES]);
    expect(EVENT_FIELDS.Ping).toEqual([]);
  });

  it('tells names, keys and kinds', () => {
    expect(EVENT_FIELDS.NewState.slice(0, 2)).toEqual([
      { property: 'exten', keys: ['exten'], required: true, type: 'telephone' },
      {
        property: 'state',
        keys: ['state'],
        required: true,
        type: 'choice',
        values: ['Idle', 'InUse', 'Ringing', 'Pause', 'Unavailable'],
      },
    ]);
    expect(fieldOf(EVENT_FIELDS.Cdr, 'startTime')).toEqual({
      property: 'startTime',
      keys: ['starttime', 'start_time'],
      required: false,
      type: 'time',
    });
  });

  it('describes what records and lists are made of', () => {
    const tries = fieldOf(EVENT_FIELDS.AutoDialerReport, 'tries');
    const info = fieldOf(EVENT_FIELDS.OutgoingFax, 'info');

    expect([tries?.type, info?.type]).toEqual(['list', 'record']);
    expect(fieldOf(tries?.fields ?? [], 'causeTxt')?.keys).toEqual(['cause-txt']);
    expect(fieldOf(info?.fields ?? [], 'faxPages')).toMatchObject({ keys: ['FAXPAGES'], type: 'integer' });
  });

  it('cannot be changed', () => {
    expect(unfrozen(EVENT_FIELDS)).toEqual([]);
  });
});

/** The parts of a value that can still be changed. */
function unfrozen(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.isFrozen(value) ? [] : [value];
  return [...own, ...Object.values(value).flatMap(unfrozen)];
}
