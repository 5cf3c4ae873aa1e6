import type { CallTimeline } from '../../inspector/protocol.js';

/** Pixels. */
export const AXIS = 26;
const ROW = 34;
const LABELS = 96;
const LANE = 26;
const RIGHT = 20;

/** Where the parts of a timeline are, in pixels. */
export interface Layout {
  readonly height: number;
  /** Where the time axis begins and how wide it is. */
  readonly start: number;
  readonly span: number;
  readonly rowsTop: number;
  readonly rowsBottom: number;
  /** The middle of a row, or `undefined` where a party has none. */
  middleOf(exten: string): number | undefined;
  /** Where parties stand that come from, or go to, where no row is. */
  readonly edgeIn: number;
  readonly edgeOut: number;
  readonly marksMiddle: number;
}

/** Room is taken only by what is there: rows, parties without a row, records. */
export function layOut({ rows, transfers, marks }: CallTimeline, width: number): Layout {
  const middles = new Map(rows.map(({ exten }, index) => [exten, index]));
  const hasIn = transfers.some(({ from }) => !middles.has(from));
  const hasOut = transfers.some(({ to }) => !middles.has(to));
  const rowsTop = AXIS + (hasIn ? LANE : 4);
  const rowsBottom = rowsTop + rows.length * ROW;
  const marksTop = rowsBottom + (hasOut ? LANE : 4);
  return {
    height: marksTop + (marks.length > 0 ? ROW : 0),
    start: LABELS,
    span: Math.max(50, width - LABELS - RIGHT),
    rowsTop,
    rowsBottom,
    middleOf: (exten) => {
      const index = middles.get(exten);
      return index === undefined ? undefined : rowsTop + (index + 0.5) * ROW;
    },
    edgeIn: rowsTop - LANE / 2,
    edgeOut: rowsBottom + LANE / 2,
    marksMiddle: marksTop + ROW / 2,
  };
}
