import type { TallyQuarter } from '../../inspector/protocol.js';

const MINUTE_MS = 60_000;
/** The longest day there is: clocks are set back by an hour, or a whole calendar day is lived twice. */
const LONGEST_DAY_MS = 49 * 60 * MINUTE_MS;

let known: { readonly key: string; readonly start: number } | undefined;

/** When the day began that it is now in a zone: the first moment with its date, because not every day has a midnight. */
export function startOfDay(now: number, timeZone: string): number {
  const key = `${timeZone} ${Math.floor(now / MINUTE_MS)}`;
  if (known?.key !== key) known = { key, start: findStart(now, timeZone) };
  return known.start;
}

function findStart(now: number, timeZone: string): number {
  const date = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', calendar: 'gregory' });
  const today = date.format(now);
  let before = now - LONGEST_DAY_MS;
  let start = now;
  while (start - before > 1) {
    const middle = Math.floor((before + start) / 2);
    if (date.format(middle) === today) start = middle;
    else before = middle;
  }
  return start;
}

/** How many calls were answered and missed since a time. */
export function tallySince(
  tally: readonly TallyQuarter[],
  since: number,
): { readonly answered: number; readonly missed: number } {
  const quarters = tally.filter(([start]) => start >= since);
  return {
    answered: quarters.reduce((sum, [, answered]) => sum + answered, 0),
    missed: quarters.reduce((sum, [, , missed]) => sum + missed, 0),
  };
}
