import { describe, expect, it } from 'vitest';
import { callOf, callsToShow } from '../../src/page/state/call-filter.js';
import { callView, row } from './support/builders.js';

const calls = new Map(
  [
    callView('old live', { status: 'talking', createdAt: 1, queue: '902' }),
    callView('new', { createdAt: 3, answeredBy: '101', outcome: 'answered' }),
    callView('old', { createdAt: 2, source: 'other' }),
    callView('two ids', { createdAt: 1, callIds: ['two ids', '2.2'], originatedCallId: 'origin' }),
  ].map((view) => [view.key, view]),
);
const keys = (text: string) => callsToShow(calls, text).map(({ key }) => key);

describe('the list of calls', () => {
  it('begins with those that last, then the newest', () => {
    expect(keys('')).toEqual(['old live', 'new', 'old', 'two ids']);
  });

  it('is searched by words', () => {
    expect(keys('902 TALKING')).toEqual(['old live']);
    expect(keys('answered ۱۰۱')).toEqual(['new']);
    expect(keys('2.2')).toEqual(['two ids']);
    expect(keys('nobody')).toEqual([]);
  });
});

describe('the call of a delivery', () => {
  it('is found by any of its ids, of the same source', () => {
    expect(callOf(calls, row(1, { callId: 'new' }))?.key).toBe('new');
    expect(callOf(calls, row(1, { callId: '2.2' }))?.key).toBe('two ids');
    expect(callOf(calls, row(1, { callId: 'origin' }))?.key).toBe('two ids');
    expect(callOf(calls, row(1, { callId: 'old' }))).toBeUndefined();
    expect(callOf(calls, row(1, { callId: 'old', source: 'other' }))?.key).toBe('old');
    expect(callOf(calls, row(1))).toBeUndefined();
  });
});
