/**
 * How much is kept, on the server and in a page. Both let go of what changed longest ago, and are told of changes in the same
 * order, so that they let go of the same.
 */
export const LIMITS = {
  /** Calls, open and ended. */
  calls: 2_000,
  /** Of each kind on the board. */
  board: 1_000,
} as const;

/** Puts something at the end of a map and lets go of what stands at its beginning, beyond a limit. */
export function putLast<V>(map: Map<string, V>, key: string, value: V, limit: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) return;
    map.delete(oldest);
  }
}
