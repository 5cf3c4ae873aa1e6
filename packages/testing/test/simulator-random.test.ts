import { describe, expect, it } from 'vitest';
import { createRandom } from '../src/simulator/random.js';

const draw = (seed: number, stream: number) => {
  const random = createRandom(seed, stream);
  return Array.from({ length: 2000 }, () => random.int(0, 99));
};

describe('chance', () => {
  it('can be repeated', () => expect(draw(5, 0)).toEqual(draw(5, 0)));

  it('differs between seeds and between the streams of a seed', () => {
    const runs = [draw(5, 0), draw(5, 1), draw(6, 0), draw(6, 1)];
    for (const [index, run] of runs.entries()) {
      for (const other of runs.slice(index + 1)) {
        const same = run.filter((value, place) => value === other[place]).length;
        expect(same).toBeLessThan(60);
      }
    }
  });

  it('keeps to ranges, shares and weights', () => {
    const random = createRandom(1, 0);
    const many = <T>(one: () => T) => Array.from({ length: 4000 }, one);
    const share = (hits: boolean[]) => hits.filter(Boolean).length / hits.length;

    expect(new Set(many(() => random.int(3, 5)))).toEqual(new Set([3, 4, 5]));
    expect(share(many(() => random.chance(0.3)))).toBeCloseTo(0.3, 1);
    expect(many(() => random.chance(0))).not.toContain(true);
    expect(many(() => random.chance(1))).not.toContain(false);
    const picked = many(() =>
      random.weighted([
        ['often', 3],
        ['never', 0],
        ['seldom', 1],
      ]),
    );
    expect(share(picked.map((word) => word === 'often'))).toBeCloseTo(0.75, 1);
    expect(picked).not.toContain('never');
    const gaps = many(() => random.exponential(10));
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(10, -0.5);
    expect(random.digits(9)).toMatch(/^\d{9}$/);
    expect(random.shuffle([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
  });
});
