import { useState } from 'preact/hooks';
import { useFormat, useMessages } from './context.js';

/** The first of a long list, and a button for the rest: a stranger may send ten thousand fields. */
export function useMore<T>(items: readonly T[], limit: number) {
  const { detail } = useMessages();
  const format = useFormat();
  const [whole, setWhole] = useState(false);
  const isCut = !whole && items.length > limit;
  return {
    shown: isCut ? items.slice(0, limit) : items,
    more: isCut && (
      <button type="button" class="link" onClick={() => setWhole(true)}>
        {detail.showAll(format.count(items.length))}
      </button>
    ),
  };
}
