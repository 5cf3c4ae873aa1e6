import type { Entry } from './journal.js';

/** A delivery that was sent, and whether it was answered with 2xx. */
export interface Sent {
  readonly mark: number;
  readonly callId: string | null;
  readonly isAccepted: boolean;
}

/** What became of all that was sent. */
export interface Accounts {
  sent: number;
  accepted: number;
  /** Of those accepted, how many were handled to the end. */
  handled: number;
  /** Accepted, and not handled to the end. */
  lost: number;
  /** Handled to the end more than once, each further time counted. */
  repeated: number;
  /** Begun before one of the same call that was accepted earlier was handled, or after a later one was begun. */
  disordered: number;
}

/** @param entries - In the order in which they happened. */
export function settle(sent: readonly Sent[], entries: readonly Entry[]): Accounts {
  const accepted = sent.filter(({ isAccepted }) => isAccepted);
  const ends = new Map<number, number>();
  for (const { what, mark } of entries) if (what === 'end') ends.set(mark, (ends.get(mark) ?? 0) + 1);
  const handled = accepted.filter(({ mark }) => ends.has(mark)).length;
  let repeated = 0;
  for (const count of ends.values()) repeated += count - 1;
  return {
    sent: sent.length,
    accepted: accepted.length,
    handled,
    lost: accepted.length - handled,
    repeated,
    disordered: disorderOf(accepted, entries),
  };
}

function disorderOf(accepted: readonly Sent[], entries: readonly Entry[]): number {
  /** The one before it in its call, as accepted. */
  const before = new Map<number, number>();
  const last = new Map<string, number>();
  for (const { mark, callId } of accepted) {
    if (callId === null) continue;
    const previous = last.get(callId);
    if (previous !== undefined) before.set(mark, previous);
    last.set(callId, mark);
  }
  const ended = new Set<number>();
  /** Those after which a later one of their call was begun. */
  const passed = new Set<number>();
  let disordered = 0;
  for (const { what, mark } of entries) {
    if (what === 'end') {
      ended.add(mark);
      continue;
    }
    const previous = before.get(mark);
    if (passed.has(mark) || (previous !== undefined && !ended.has(previous))) disordered++;
    if (previous !== undefined) passed.add(previous);
  }
  return disordered;
}
