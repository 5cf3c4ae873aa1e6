import type { TimelineSegment } from '../../inspector/protocol.js';

type Kind = TimelineSegment['kind'];

/** Talk stands out: it is what a call is about. */
const HEIGHTS: Readonly<Record<Kind, number>> = { ringing: 10, dialing: 10, talking: 22, holding: 16 };
const FILLS: Readonly<Record<Kind, string | undefined>> = {
  ringing: 'url(#ringing)',
  dialing: 'url(#dialing)',
  talking: undefined,
  holding: 'url(#holding)',
};
/** What lasts a moment is seen too. */
const MIN_WIDTH = 3;

interface SegmentShapeProps {
  readonly kind: Kind;
  readonly from: number;
  readonly until: number;
  readonly middle: number;
}

/** A segment of a timeline, told apart by colour, pattern and height. */
export function SegmentShape({ kind, from, until, middle }: SegmentShapeProps) {
  const height = HEIGHTS[kind];
  return (
    <rect
      class={`segment-shape stroke-${kind} fill-${kind}`}
      x={from}
      y={middle - height / 2}
      width={Math.max(MIN_WIDTH, until - from)}
      height={height}
      rx={kind === 'talking' ? 4 : 2}
      style={{ fill: FILLS[kind] }}
    />
  );
}
