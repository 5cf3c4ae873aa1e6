/** From when until when: Unix time in milliseconds. */
export type Interval = readonly [from: number, until: number];

/** The same time without overlaps, in order. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const [from, until] of intervals.toSorted(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], until)];
    else merged.push([from, until]);
  }
  return merged;
}

/** What two unions share. */
export function intersection(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  return one.flatMap(([from, until]) =>
    other
      .map(([start, end]): Interval => [Math.max(from, start), Math.min(until, end)])
      .filter(([start, end]) => start < end),
  );
}

/** Whole seconds. */
export const secondsIn = (intervals: readonly Interval[]) =>
  Math.round(intervals.reduce((sum, [from, until]) => sum + until - from, 0) / 1000);
