import type { EventList } from './events.js';

/**
 * What a {@link CallStore} keeps of a call: plain data that survives JSON. A store looks at `keys`, `due` and `ended`; the rest
 * is the tracker's.
 */
export interface StoredCall extends EventList {
  /** What the call is found by. At least one; no two stored calls have one in common. */
  readonly keys: readonly string[];
  /** When the tracker has to look at it again: Unix time in milliseconds. */
  readonly due: number;
  /** Why its end was reported; `null` while the call is open. */
  readonly ended: 'over' | 'timeout' | 'evicted' | null;
  /** As in {@link Call}. */
  readonly source: string | null;
  /** As in {@link Call}. */
  readonly callIds: readonly string[];
  /** As in {@link Call}. */
  readonly originatedCallId: string | null;
}
