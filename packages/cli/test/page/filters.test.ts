import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileFilter,
  type DeliveryFilter,
  filterRows,
  isOpen,
  NO_FILTER,
} from '../../src/page/state/filters.js';
import { row, rows } from './support/builders.js';

const matches = (filter: Partial<DeliveryFilter>, parts: Parameters<typeof row>[1]) =>
  compileFilter({ ...NO_FILTER, ...filter })(row(1, parts));

describe('a filter of deliveries', () => {
  it('lets everything through at first', () => {
    expect(isOpen(NO_FILTER)).toBe(true);
    expect(matches({}, {})).toBe(true);
  });

  it.each([
    ['a known event', { event: 'Cdr' }, { name: 'Cdr' }, { name: 'CdrQueue' }],
    ['unknown events', { event: 'unknown' }, { kind: 'unknown', name: 'Cdr' }, { name: 'Cdr' }],
    ['errors, whatever they are named', { event: 'error' }, { kind: 'error', name: 'Cdr' }, { name: 'Cdr' }],
    ['known events alone', { event: 'Cdr' }, { name: 'Cdr' }, { kind: 'error', name: 'Cdr' }],
    ['refused ones', { event: 'refused' }, { kind: 'refused' }, { kind: 'error' }],
    ['a part of the call id', { call: '61.39' }, { callId: '161.391' }, { callId: '161.4' }],
    ['a call id, where there is none', { call: '1' }, { callId: '1' }, { callId: null }],
    ['any of several call ids', { call: '7.1 8.2' }, { callId: '8.2' }, { callId: '8.3' }],
    ['a source', { source: 'a' }, { source: 'a' }, { source: 'ab' }],
    ['no source', { source: null }, { source: null }, { source: '' }],
    ['a part of a number', { number: '912' }, { numbers: ['101', '0912'] }, { numbers: ['101'] }],
    ['a number in Persian digits', { number: '۹۱۲' }, { numbers: ['0912'] }, { numbers: ['101'] }],
  ] satisfies [string, Partial<DeliveryFilter>, Parameters<typeof row>[1], Parameters<typeof row>[1]][])(
    'chooses by %s',
    (_, filter, hit, miss) => {
      expect([matches(filter, hit), matches(filter, miss)]).toEqual([true, false]);
    },
  );

  it.each([
    ['name', { name: 'CdrQueue' }, 'cdrq'],
    ['source', { source: 'Tehran' }, 'tehran'],
    ['transport', { transport: 'Rest GET query' }, 'rest'],
    ['call id', { callId: '161.391' }, '161.391'],
    ['numbers', { numbers: ['0912'] }, '0912'],
    ['facts', { facts: ['disposition ANSWERED'] }, 'answered'],
    ['fields', { text: 'رضایت' }, 'رضایت'],
    ['warnings', { warnings: ['FIELD_LOST'] }, 'field_lost'],
    ['code', { code: 'BODY_MALFORMED' }, 'malformed'],
    ['status', { status: 422 }, '422'],
  ])('looks for text in the %s', (_, parts, text) => {
    expect(matches({ text }, parts)).toBe(true);
    expect(matches({ text }, {})).toBe(false);
  });

  it('wants all words, in any order and place', () => {
    const parts = { name: 'Cdr', facts: ['disposition BUSY'] } as const;
    expect(matches({ text: '  busy  CDR ' }, parts)).toBe(true);
    expect(matches({ text: 'cdr answered' }, parts)).toBe(false);
  });
});

describe('filtering while rows come and go', () => {
  const filter: DeliveryFilter = { ...NO_FILTER, number: '1' };

  it('gives the list itself where nothing is filtered', () => {
    const all = rows(1, 3);
    expect(filterRows(null, all, NO_FILTER).shown).toBe(all);
  });

  it('never differs from filtering everything anew', () => {
    const numbered = (first: number, last: number) =>
      rows(first, last).map((each) => ({ ...each, numbers: [String(each.seq)] }));
    const step = fc.record({ added: fc.nat(30), dropped: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let [first, last] = [1, 0];
        let filtered = filterRows(null, [], filter);
        for (const { added, dropped } of steps) {
          last += added;
          first = Math.min(last + 1, first + dropped);
          const all = numbered(first, last);
          filtered = filterRows(filtered, all, filter);
          expect(filtered.shown).toEqual(all.filter(compileFilter(filter)));
        }
      }),
    );
  });

  it('looks at everything again for another filter', () => {
    const all = [row(1, { numbers: ['1'] }), row(2, { numbers: ['2'] })];
    const before = filterRows(null, all, filter);
    const after = filterRows(before, all, { ...NO_FILTER, number: '2' });
    expect(after.shown.map(({ seq }) => seq)).toEqual([2]);
  });
});
