import { putLast } from './limits.js';

/** Counts changes of everything that a page is told of. */
export class Revisions {
  current = 0;

  next(): number {
    this.current++;
    return this.current;
  }
}

/** The newest state of many things by their key, in the order in which they changed; the one that changed longest ago goes first. */
export class Latest<V> {
  private readonly entries = new Map<string, { readonly rev: number; readonly value: V }>();
  /** Keys of what was taken away, and when: pages have to be told of that too. */
  private readonly removed = new Map<string, number>();
  private readonly revisions: Revisions;
  private readonly limit: number;

  constructor(revisions: Revisions, limit: number) {
    this.revisions = revisions;
    this.limit = limit;
  }

  get(key: string): V | undefined {
    return this.entries.get(key)?.value;
  }

  set(key: string, value: V): void {
    this.removed.delete(key);
    putLast(this.entries, key, { rev: this.revisions.next(), value }, this.limit);
  }

  delete(key: string): void {
    if (this.entries.delete(key)) putLast(this.removed, key, this.revisions.next(), this.limit);
  }

  /** What changed after a revision, the earliest change first, and the keys of what went. */
  since(rev: number): { changed: V[]; gone: string[] } {
    const changed = [...this.entries.values()].filter((entry) => entry.rev > rev);
    const gone = [...this.removed].filter(([, at]) => at > rev);
    return { changed: changed.map(({ value }) => value), gone: gone.map(([key]) => key) };
  }

  /** What is there now. */
  values(): V[] {
    return [...this.entries.values()].map(({ value }) => value);
  }
}
