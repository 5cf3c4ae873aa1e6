import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useSize } from '../ui/use-size.js';
import { type ListWindow, scrollTopFor, windowOf } from './window.js';

/** Pixels. */
export const ROW_HEIGHT = 32;
/** Of the names of the columns, which stay while rows scroll. */
export const HEAD_HEIGHT = 28;

/** Rows of a list that is too long to draw. */
export interface VirtualRows {
  readonly count: number;
  keyAt(index: number): string | undefined;
  /** -1 for a row that is not there. */
  indexOf(key: string): number;
}

/** Draws only the rows that are seen, and keeps them in place while others come in above. */
export function useVirtual({ count, keyAt, indexOf }: VirtualRows): {
  scroller: RefObject<HTMLDivElement | null>;
  window: ListWindow;
  page: number;
  onScroll: () => void;
  reveal: (index: number) => void;
} {
  const { ref: scroller, height: outside } = useSize<HTMLDivElement>();
  const height = Math.max(0, outside - HEAD_HEIGHT);
  const [topRow, setTopRow] = useState(0);
  const anchor = useRef<{ readonly key: string; readonly offset: number } | null>(null);

  function onScroll(): void {
    const scrollTop = scroller.current?.scrollTop ?? 0;
    const row = Math.floor(scrollTop / ROW_HEIGHT);
    const key = keyAt(row);
    // At the top nothing is held: new rows are what people wait for there.
    anchor.current = scrollTop === 0 || key === undefined ? null : { key, offset: scrollTop % ROW_HEIGHT };
    setTopRow(row);
  }

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || anchor.current === null) return;
    const index = indexOf(anchor.current.key);
    const scrollTop = index * ROW_HEIGHT + anchor.current.offset;
    if (index === -1 || Math.abs(element.scrollTop - scrollTop) < 1) return;
    element.scrollTop = scrollTop;
    setTopRow(Math.floor(scrollTop / ROW_HEIGHT));
  });

  function reveal(index: number): void {
    const element = scroller.current;
    if (element === null) return;
    // Measured anew: at first the height is not known yet.
    const seen = element.clientHeight - HEAD_HEIGHT;
    element.scrollTop = scrollTopFor(index, ROW_HEIGHT, element.scrollTop, seen);
    onScroll();
  }

  return {
    scroller,
    window: windowOf(count, ROW_HEIGHT, Math.min(topRow, count) * ROW_HEIGHT, height),
    page: Math.max(1, Math.floor(height / ROW_HEIGHT) - 1),
    onScroll,
    reveal,
  };
}
