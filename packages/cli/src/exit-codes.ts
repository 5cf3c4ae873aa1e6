/** Stopped by Ctrl-C before the end, as shells say it. */
export const INTERRUPTED = 130;
