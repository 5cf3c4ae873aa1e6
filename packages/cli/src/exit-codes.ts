/** Of work that was answered with these statuses: 0 where all of them are below 400. */
export const exitCodeOf = (statuses: ReadonlyMap<number | 'failed', number>): 0 | 1 =>
  [...statuses.keys()].every((status) => status !== 'failed' && status < 400) ? 0 : 1;

/** Stopped by Ctrl-C before the end, as shells say it. */
export const INTERRUPTED = 130;
