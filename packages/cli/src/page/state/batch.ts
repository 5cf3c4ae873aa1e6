/** While the page is hidden there are no frames, but what arrives must not pile up. */
const HIDDEN_MS = 500;

/** Collects items and hands them on once per frame at most. */
export function createBatch<T>(handle: (items: readonly T[]) => void) {
  let items: T[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    const batch = items;
    clear();
    handle(batch);
  }

  function clear(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    items = [];
  }

  function add(item: T): void {
    items.push(item);
    if (items.length > 1) return;
    frame = requestAnimationFrame(flush);
    timer = setTimeout(flush, HIDDEN_MS);
  }

  return { add, clear };
}
