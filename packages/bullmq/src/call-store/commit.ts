import { randomUUID } from 'node:crypto';
import type { StoredCall } from '@simotel-hooks/core/calls';
import { encodeCall } from './codec.js';

/** A stored call, and the id of its last write. */
interface Found {
  readonly id: string;
  readonly call: StoredCall;
}

/** What was found under some keys at one moment. */
export interface Snapshot {
  readonly keys: readonly string[];
  /** For each key the id it leads to, or `''`. */
  readonly owners: readonly string[];
  /** Each call once, in the order of its first key. */
  readonly found: readonly Found[];
}

/** Places of the sorted sets among the keys of the script. */
const OPEN = '4';
const ENDED = '5';

/**
 * The arguments of `COMMIT`: calls in the place of those that were found, on condition that these are still the same.
 *
 * @returns `undefined` where nothing changes.
 */
export function commitOf(snapshot: Snapshot, calls: readonly StoredCall[]): string[] | undefined {
  const { keys, owners, found } = snapshot;
  const gone = found.filter(({ call }) => !calls.includes(call));
  const written = calls.filter((call) => !found.some((other) => other.call === call));
  if (gone.length === 0 && written.length === 0) return undefined;
  const heirs = new Map(gone.map(({ id, call }) => [id, heirOf(call, written)]));
  const ancestorsOf = (heir: StoredCall) =>
    gone.filter(({ id }) => heirs.get(id) === heir).map(({ id }) => id);
  return [
    ...list(keys),
    ...list(owners),
    ...list(gone.map(({ id }) => id)),
    ...list(gone.flatMap(({ call }) => call.keys)),
    `${written.length}`,
    ...written.flatMap((call) => [
      randomUUID(),
      encodeCall(call),
      `${call.due}`,
      call.ended === null ? OPEN : ENDED,
      ...list(ancestorsOf(call)),
      ...list([...new Set(call.keys)]),
    ]),
  ];
}

const list = (items: readonly string[]) => [`${items.length}`, ...items];

/** Which of them goes on as this call, and keeps its place in the order: the one that has the first of its keys that any has. */
function heirOf({ keys }: StoredCall, calls: readonly StoredCall[]): StoredCall | undefined {
  for (const key of keys) {
    const heir = calls.find((call) => call.keys.includes(key));
    if (heir) return heir;
  }
  return undefined;
}
