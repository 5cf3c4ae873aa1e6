import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../src/page/state/filters.js';
import { formatRoute, parseRoute, type Route } from '../../src/page/state/route.js';

describe('the address of the page', () => {
  it.each<[string, Route]>([
    ['#/board', { view: 'board' }],
    ['#/calls', { view: 'calls', key: null }],
    ['#/calls/10.0.0.1%20161.391', { view: 'calls', key: '10.0.0.1 161.391' }],
    ['#/deliveries', { view: 'deliveries', seq: null, filter: NO_FILTER }],
    ['#/deliveries/12', { view: 'deliveries', seq: 12, filter: NO_FILTER }],
    [
      '#/deliveries/12?event=Cdr&call=161.391&source=10.0.0.1',
      {
        view: 'deliveries',
        seq: 12,
        filter: { ...NO_FILTER, event: 'Cdr', call: '161.391', source: '10.0.0.1' },
      },
    ],
    ['#/deliveries?nosource=', { view: 'deliveries', seq: null, filter: { ...NO_FILTER, source: null } }],
  ])('%s is read and written', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(formatRoute(route)).toBe(hash);
  });

  it.each([
    '',
    '#',
    '#/',
    '#/elsewhere',
    '#/deliveries/x',
    '#/deliveries/-1',
    '#/deliveries/1e99',
    '#/?event=x',
  ])('takes "%s" for the list', (hash) =>
    expect(parseRoute(hash)).toEqual({ view: 'deliveries', seq: null, filter: NO_FILTER }),
  );

  it('does not know other events', () => {
    expect(parseRoute('#/deliveries?event=toString')).toMatchObject({ filter: NO_FILTER });
  });

  it('leads back to any call, whatever its key', () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(key, (each) => {
        expect(parseRoute(formatRoute({ view: 'calls', key: each }))).toEqual({ view: 'calls', key: each });
      }),
    );
  });

  it('is an address also for half a character', () => {
    expect(formatRoute({ view: 'calls', key: '\ud800' })).toBe('#/calls/%EF%BF%BD');
    expect(parseRoute('#/calls/%EF%')).toEqual({ view: 'calls', key: null });
  });
});
