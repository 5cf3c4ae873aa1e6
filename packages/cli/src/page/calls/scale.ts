import type { CallTimeline } from '../../inspector/protocol.js';

/** From when to when, Unix time in milliseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const SECOND_MS = 1_000;
const MIN_SPAN_MS = 5 * SECOND_MS;
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map(
  (seconds) => seconds * SECOND_MS,
);

/** What a timeline has to show: everything in it, until now where the call lasts. */
export function spanOf(timeline: CallTimeline, now: number): Span {
  const { rows, transfers, marks, until } = timeline;
  const segments = rows.flatMap((row) => row.segments);
  const times = [timeline.from, until ?? Math.max(now, timeline.from)];
  times.push(...segments.map((segment) => segment.from));
  times.push(...segments.flatMap((segment) => segment.until ?? []));
  times.push(...transfers.map(({ at }) => at), ...marks.map(({ at }) => at));
  const from = Math.min(...times);
  return { from, until: Math.max(from + MIN_SPAN_MS, ...times) };
}

/** Where a time is drawn. */
export function positionIn({ from, until }: Span, start: number, width: number): (at: number) => number {
  return (at) => start + ((at - from) / (until - from)) * width;
}

/** Round times on the axis, so many at most. */
export function ticksOf({ from, until }: Span, max: number): number[] {
  const wanted = (until - from) / Math.max(1, max);
  const hours = Math.ceil(wanted / 3_600_000) * 3_600_000;
  const step = STEPS_MS.find((each) => each >= wanted) ?? hours;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((until - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** Moves places apart that are closer than `gap`, each as little as needed and never to the left. Places are in order. */
export function spread(places: readonly number[], gap: number): number[] {
  let previous = Number.NEGATIVE_INFINITY;
  return places.map((place) => {
    previous = Math.max(place, previous + gap);
    return previous;
  });
}
