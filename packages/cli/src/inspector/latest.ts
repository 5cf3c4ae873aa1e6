/** Counts changes of everything that a page is told of. */
export class Revisions {
  current = 0;

  next(): number {
    this.current++;
    return this.current;
  }
}

interface Entry<V> {
  readonly rev: number;
  /** `undefined` for what is gone: pages have to be told of that too. */
  readonly value: V | undefined;
}

/** The newest state of many things by their key, in the order in which they changed; the one that changed longest ago goes first. */
export class Latest<V> {
  private readonly entries = new Map<string, Entry<V>>();
  private readonly revisions: Revisions;
  private readonly limit: number;

  constructor(revisions: Revisions, limit: number) {
    this.revisions = revisions;
    this.limit = limit;
  }

  get(key: string): V | undefined {
    return this.entries.get(key)?.value;
  }

  set(key: string, value: V | undefined): void {
    // Taken out first, so that the map stays in the order of the revisions.
    this.entries.delete(key);
    this.entries.set(key, { rev: this.revisions.next(), value });
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.limit) return;
      this.entries.delete(oldest);
    }
  }

  /** What changed after a revision, and the keys of what went. */
  since(rev: number): { changed: V[]; gone: string[] } {
    const changed: V[] = [];
    const gone: string[] = [];
    for (const [key, entry] of this.entries) {
      if (entry.rev <= rev) continue;
      if (entry.value === undefined) gone.push(key);
      else changed.push(entry.value);
    }
    return { changed, gone };
  }

  /** What is there now. */
  *[Symbol.iterator](): Generator<[key: string, value: V]> {
    for (const [key, { value }] of [...this.entries]) if (value !== undefined) yield [key, value];
  }
}
