import type { StoredCall } from './stored-call.js';

/** What becomes of the calls an update found: they are replaced by `calls`, which may be none, fewer, or more. */
export interface CallChange<T> {
  readonly calls: readonly StoredCall[];
  /** Given back by {@link CallStore.update}. */
  readonly result: T;
}

/**
 * Where a tracker keeps its calls: {@link createMemoryCallStore}, or a place that several processes share. What it must do is
 * checked by `runCallStoreSuite` of `@simotel-hooks/testing`.
 *
 * A store in this process answers at once, any other with a promise.
 */
export interface CallStore {
  /**
   * Changes calls atomically: finds those that have any of `keys`, each once and in the order of their first match, hands them to
   * `change`, and puts what it returns in their place. When one of them was changed by somebody else meanwhile, or one that has
   * a key of the result appeared, `change` is called again with what is there now; it has no effects of its own.
   *
   * A call that `change` hands back as it was need not be written. Calls it does not hand back are gone. What `change` is given is
   * only good while it runs; what the other functions give is a copy.
   */
  update<T>(keys: readonly string[], change: (found: readonly StoredCall[]) => CallChange<T>): T | Promise<T>;
  /** The call that has this key. */
  find(key: string): StoredCall | undefined | Promise<StoredCall | undefined>;
  /** Calls whose `due` is not after `now`, in any order, at most `limit`. */
  due(now: number, limit: number): readonly StoredCall[] | Promise<readonly StoredCall[]>;
  /** Every open call (`ended` is `null`), those that were stored first come first. */
  open(): readonly StoredCall[] | Promise<readonly StoredCall[]>;
  /** Which call to let go when there are too many: of those that ended the one that ended first, else of the open ones the first. */
  oldest(): StoredCall | undefined | Promise<StoredCall | undefined>;
  /** How many calls are stored, open and ended. */
  size(): number | Promise<number>;
}
