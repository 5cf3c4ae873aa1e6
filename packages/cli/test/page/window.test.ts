import { describe, expect, it } from 'vitest';
import { rowAfterKey, scrollTopFor, windowOf } from '../../src/page/list/window.js';

describe('what a long list draws', () => {
  it('is what is seen, and a little more', () => {
    expect(windowOf(10_000, 32, 0, 640)).toEqual({ first: 0, end: 32 });
    expect(windowOf(10_000, 32, 3_200, 640)).toEqual({ first: 88, end: 132 });
  });

  it('does not grow with the list', () => {
    const { first, end } = windowOf(1_000_000, 32, 999_999 * 32, 640);
    expect(end - first).toBeLessThan(50);
    expect(end).toBe(1_000_000);
  });

  it('is nothing of an empty list, also where it was scrolled', () => {
    expect(windowOf(0, 32, 500, 640)).toEqual({ first: 0, end: 0 });
  });
});

describe('scrolling to a row', () => {
  it('moves no more than needed', () => {
    expect(scrollTopFor(5, 32, 0, 640)).toBe(0);
    expect(scrollTopFor(20, 32, 0, 640)).toBe(32);
    expect(scrollTopFor(1, 32, 320, 640)).toBe(32);
  });
});

describe('keys', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 3, 23],
    ['PageUp', 3, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['a', 50, null],
  ])('%s leads from row %d to %s', (key, from, to) => {
    expect(rowAfterKey(key, from, 100, 20)).toBe(to);
  });

  it('lead from no row to the first', () => {
    expect(rowAfterKey('ArrowDown', -1, 100, 20)).toBe(0);
  });
});
