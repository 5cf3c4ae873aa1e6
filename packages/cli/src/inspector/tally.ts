import type { TallyQuarter } from './protocol.js';

/** How a call ended for somebody. */
export type Result = 'answered' | 'missed';

/** Every zone's day begins on a quarter of an hour, so that each page can add up its own today. */
const QUARTER_MS = 900_000;
/** As long as some zone's today, or yesterday for those who look shortly after midnight, can last. */
const KEPT_MS = 2 * 86_400_000;

/**
 * A tally with one result more.
 *
 * @param by - `-1` takes back what was counted before.
 */
export function counted(
  tally: readonly TallyQuarter[],
  result: Result,
  at: number,
  by: 1 | -1,
): TallyQuarter[] {
  const start = at - (at % QUARTER_MS);
  const [, answered, missed] = tally.find(([quarter]) => quarter === start) ?? [start, 0, 0];
  const changed: TallyQuarter =
    result === 'answered'
      ? [start, Math.max(0, answered + by), missed]
      : [start, answered, Math.max(0, missed + by)];
  return [...tally.filter(([quarter]) => quarter !== start && quarter > start - KEPT_MS), changed].sort(
    ([one], [other]) => one - other,
  );
}
