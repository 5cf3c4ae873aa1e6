/** What a list of rows of equal height shows of itself. */
export interface ListWindow {
  /** The first row to draw. */
  readonly first: number;
  /** The row behind the last one to draw. */
  readonly end: number;
}

/** Rows drawn beyond what is seen, so that quick scrolling shows no gaps. */
const OVERSCAN = 12;

/** Which of many rows to draw. */
export function windowOf(count: number, rowHeight: number, scrollTop: number, height: number): ListWindow {
  const top = Math.floor(scrollTop / rowHeight);
  const bottom = Math.ceil((scrollTop + height) / rowHeight);
  const first = Math.max(0, Math.min(top - OVERSCAN, count));
  return { first, end: Math.max(first, Math.min(bottom + OVERSCAN, count)) };
}

/** Where to scroll to so that a row is seen whole; the same place where it is already. */
export function scrollTopFor(index: number, rowHeight: number, scrollTop: number, height: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

/** The row that a key leads to, or `null` for another key. */
export function rowAfterKey(key: string, index: number, count: number, page: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'PageDown':
      return Math.min(last, index + page);
    case 'PageUp':
      return Math.max(0, index - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
