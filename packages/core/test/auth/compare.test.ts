import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal, match } from '../../src/auth/compare.js';

/** Any code units, halves of surrogate pairs too. */
const anyText = fc
  .array(fc.oneof(fc.nat({ max: 0xffff }), fc.constantFrom(0, 0x61, 0x62)))
  .map((units) => String.fromCharCode(...units));

describe('equal', () => {
  it('is what === is, for any two texts', () => {
    fc.assert(
      fc.property(anyText, anyText, (given, expected) => {
        expect(equal(given, expected)).toBe(given === expected);
        expect(equal(given, given.slice(0))).toBe(true);
      }),
    );
  });

  it('is what === is, for texts that are nearly equal', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), fc.integer({ min: 1, max: 0xffff }), (text, more, at, bits) => {
        const place = at % Math.max(text.length, 1);
        const changed =
          text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ bits) + text.slice(place + 1);
        for (const [a, b] of [
          [text, changed],
          [text, text + more],
          [text, more + text],
          [text, text + text],
          [text, text.slice(0, place)],
          [text, text.slice(place)],
          [text, `${text}\0`],
          [text, text + text.slice(0, 1)],
        ] as const) {
          expect(equal(a, b)).toBe(a === b);
          expect(equal(b, a)).toBe(b === a);
        }
      }),
    );
  });

  it('looks at every character', () => {
    const secret = 'correct horse battery staple';
    for (let i = 0; i < secret.length; i++) {
      expect(equal(`${secret.slice(0, i)}#${secret.slice(i + 1)}`, secret)).toBe(false);
    }
    expect(equal(secret, secret)).toBe(true);
  });

  it('does not mistake the beginning for what lies behind the end', () => {
    expect(equal('aaa', 'aa')).toBe(false);
    expect(equal('aa', 'aaa')).toBe(false);
    expect(equal('', 'a')).toBe(false);
  });
});

describe('match', () => {
  const known = [
    { expected: 'one', success: { source: 'a' } },
    { expected: 'two', success: true },
    { expected: 'two', success: true },
  ];

  it.each([
    ['one', { source: 'a' }],
    ['two', true],
    ['three', false],
    ['', false],
  ])('%j gives %j', (given, result) => {
    expect(match(given, known)).toEqual(result);
  });

  it('goes on after a match', () => {
    const seen: string[] = [];
    const watched = known.map(({ expected, success }) => ({
      get expected() {
        seen.push(expected);
        return expected;
      },
      success,
    }));

    expect(match('one', watched)).toEqual({ source: 'a' });
    expect(seen).toEqual(['one', 'two', 'two']);
  });
});
