import { SingleBar } from 'cli-progress';

/** How far a simulation is, on the terminal. */
export interface Progress {
  /** A delivery was answered, or could not be. */
  advance(callId: string | null): void;
  stop(): void;
}

/**
 * A bar that counts calls, beside standard output, so that a pipe gets none of it. Nothing where nobody reads it, and for a
 * simulation without an end.
 */
export function progressOf(calls: number): Progress {
  if (!process.stderr.isTTY || !Number.isFinite(calls)) return { advance() {}, stop() {} };
  const seen = new Set<string>();
  let sent = 0;
  const bar = new SingleBar({
    format: '{bar}  {value} of {total} calls, {sent} deliveries, {duration_formatted} {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    formatTime: durationOf,
    stream: process.stderr,
  });
  bar.start(calls, 0, { sent });
  return {
    advance(callId) {
      sent++;
      if (callId !== null) seen.add(callId);
      bar.update(seen.size, { sent });
    },
    stop: () => bar.stop(),
  };
}

/** Words of the library come where it has no number yet. */
function durationOf(seconds: number): string {
  if (!Number.isFinite(seconds)) return '…';
  return seconds < 100 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
