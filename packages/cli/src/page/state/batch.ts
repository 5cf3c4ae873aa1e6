/** Collects items and hands them on once per frame at most. */
export function createBatch<T>(handle: (items: readonly T[]) => void) {
  let items: T[] = [];
  let frame = 0;

  function flush(): void {
    const batch = items;
    clear();
    handle(batch);
  }

  function clear(): void {
    cancelAnimationFrame(frame);
    items = [];
  }

  function add(item: T): void {
    items.push(item);
    if (items.length === 1) frame = requestAnimationFrame(flush);
  }

  return { add, clear };
}
