import {
  type CallChange,
  type CallStore,
  createMemoryCallStore,
  type StoredCall,
} from '@simotel-hooks/core/calls';
import { describe, it } from 'vitest';
import { runCallStoreSuite } from '../src/index.js';

runCallStoreSuite({ name: 'memory', open: () => ({ store: createMemoryCallStore() }) }, { describe, it });

/** As a store elsewhere works: every answer takes time, calls are text, and a change that came too late is made again. */
class RemoteCallStore implements CallStore {
  readonly #place: { store: CallStore; version: number };

  constructor(place: { store: CallStore; version: number }) {
    this.#place = place;
  }

  async update<T>(
    keys: readonly string[],
    change: (found: readonly StoredCall[]) => CallChange<T>,
  ): Promise<T> {
    for (;;) {
      const { store, version } = this.#place;
      const found = await store.update(keys, (calls) => ({ calls, result: copyOf(calls) }));
      const { calls, result } = change(found);
      const written = copyOf(calls);
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (this.#place.version !== version) continue;
      this.#place.version++;
      await store.update(keys, () => ({ calls: written, result }));
      return result;
    }
  }

  async find(key: string) {
    const call = await this.#place.store.find(key);
    return call && copyOf(call);
  }

  async due(now: number, limit: number) {
    return copyOf(await this.#place.store.due(now, limit));
  }

  async open() {
    return copyOf(await this.#place.store.open());
  }

  async oldest() {
    const call = await this.#place.store.oldest();
    return call && copyOf(call);
  }

  async size() {
    return this.#place.store.size();
  }
}

const copyOf = <T>(value: T): T => structuredClone(value);

runCallStoreSuite(
  {
    name: 'elsewhere',
    open() {
      const place = { store: createMemoryCallStore(), version: 0 };
      return { store: new RemoteCallStore(place), second: new RemoteCallStore(place) };
    },
  },
  { describe, it },
);
