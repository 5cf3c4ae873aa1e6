import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallTimeline } from '../../src/inspector/protocol.js';
import { layOut } from '../../src/page/calls/layout.js';
import { positionIn, spanOf, spread, ticksOf } from '../../src/page/calls/scale.js';

const timeline = (parts: Partial<CallTimeline> = {}): CallTimeline => ({
  rows: [],
  transfers: [],
  marks: [],
  from: 10_000,
  until: 40_000,
  ...parts,
});

describe('the axis of a timeline', () => {
  it('reaches from the first to the last of what happened', () => {
    const late = timeline({ marks: [{ name: 'Survey', at: 70_000, label: '5' }] });
    expect(spanOf(late, 0)).toEqual({ from: 10_000, until: 70_000 });
  });

  it('reaches to now while the call lasts', () => {
    expect(spanOf(timeline({ until: null }), 55_000)).toEqual({ from: 10_000, until: 55_000 });
  });

  it('is never too short to draw on', () => {
    expect(spanOf(timeline({ until: 10_000 }), 0)).toEqual({ from: 10_000, until: 15_000 });
    expect(spanOf(timeline({ until: null }), 0)).toEqual({ from: 10_000, until: 15_000 });
  });

  it('runs from the start of the drawing to its end', () => {
    const x = positionIn({ from: 10_000, until: 40_000 }, 100, 600);
    expect([x(10_000), x(25_000), x(40_000)]).toEqual([100, 400, 700]);
  });

  it('has round times, few enough to be read', () => {
    expect(ticksOf({ from: 10_500, until: 40_000 }, 7)).toEqual([
      15_000, 20_000, 25_000, 30_000, 35_000, 40_000,
    ]);
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.integer({ min: 5_000, max: 1e9 }),
        fc.integer({ min: 1, max: 20 }),
        (from, span, max) => {
          const ticks = ticksOf({ from, until: from + span }, max);
          expect(ticks.length).toBeLessThanOrEqual(max + 1);
          expect(ticks.every((tick) => tick >= from && tick <= from + span)).toBe(true);
        },
      ),
    );
  });
});

describe('marks at the same time', () => {
  it('are moved apart, in their order', () => {
    expect(spread([10, 12, 13, 90], 20)).toEqual([10, 30, 50, 90]);
    expect(spread([], 20)).toEqual([]);
  });
});

describe('the layout of a timeline', () => {
  const rows = ['101', '102'].map((exten) => ({ exten, segments: [] }));

  it('gives every extension a row, in order', () => {
    const { middleOf, rowsTop, rowsBottom } = layOut(timeline({ rows }), 800);
    const [first = 0, second = 0] = [middleOf('101'), middleOf('102')];
    expect(rowsTop).toBeLessThan(first);
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(rowsBottom);
    expect(middleOf('103')).toBeUndefined();
  });

  it('makes room for parties without a row, and for records, only where there are any', () => {
    const height = (parts: Partial<CallTimeline>) => layOut(timeline({ rows, ...parts }), 800).height;
    const transfer = { by: null, at: 20_000 };
    const bare = height({ transfers: [{ ...transfer, from: '101', to: '102' }] });
    expect(bare).toBe(height({}));
    expect(height({ transfers: [{ ...transfer, from: '0912', to: '102' }] })).toBeGreaterThan(bare);
    expect(height({ transfers: [{ ...transfer, from: '101', to: '0912' }] })).toBeGreaterThan(bare);
    expect(height({ marks: [{ name: 'Cdr', at: 20_000, label: '' }] })).toBeGreaterThan(bare);
  });
});
