import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { GridRow } from './grid-row.js';
import { HEAD_HEIGHT, ROW_HEIGHT, useVirtual, type VirtualRows } from './use-virtual.js';
import { rowAfterKey } from './window.js';

/** A column; its cells have the class `col-KEY`. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  cell(row: Row): ComponentChildren;
}

interface GridProps<Row> extends VirtualRows {
  /** Begins the ids of its rows. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  at(index: number): Row | undefined;
  rowClass(row: Row): string;
  /** The row whose detail is shown. */
  readonly opened: string | null;
  /** @param moved - The detail was open before, and another one takes its place. */
  onOpen(key: string, moved: boolean): void;
  /** What to say where there are no rows. */
  readonly empty: ComponentChildren;
}

/** A long list of rows, to be walked by keys and opened. */
export function Grid<Row>(props: GridProps<Row>) {
  const { id, label, columns, count, keyAt, indexOf, opened, onOpen } = props;
  const { scroller, window, page, onScroll, reveal } = useVirtual({ count, keyAt, indexOf });
  const [active, setActive] = useState(opened);
  const activeIndex = active === null ? -1 : indexOf(active);
  const isDrawn = activeIndex >= window.first && activeIndex < window.end;
  const drawn = Array.from({ length: window.end - window.first }, (_, index) => window.first + index);

  const isListed = opened !== null && indexOf(opened) !== -1;

  useEffect(() => {
    if (opened === null) return;
    setActive(opened);
    if (isListed) reveal(indexOf(opened));
    // Only when another row is opened, or comes into the list: those that come in later do not scroll back to it.
  }, [opened, isListed]);

  function open(key: string): void {
    onOpen(key, opened !== null);
  }

  function onClick({ target }: MouseEvent): void {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null;
    const key = row?.dataset['key'];
    if (key === undefined) return;
    setActive(key);
    open(key);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && active !== null && activeIndex !== -1) {
      event.preventDefault();
      open(active);
      return;
    }
    const next = rowAfterKey(event.key, activeIndex, count, page);
    const key = next === null ? undefined : keyAt(next);
    if (next === null || key === undefined) return;
    event.preventDefault();
    setActive(key);
    reveal(next);
    if (opened !== null) open(key);
  }

  return (
    <div class={`grid grid-${id}`} ref={scroller} onScroll={onScroll}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA has this very use of a table.
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-activedescendant={isDrawn ? `${id}-row-${activeIndex}` : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <thead>
          <tr class="grid-row" aria-rowindex={1} style={{ height: `${HEAD_HEIGHT}px` }}>
            {columns.map((column) => (
              <th key={column.key} class={`cell col-${column.key}`} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: `${count * ROW_HEIGHT}px` }}>
          {drawn.map((index) => {
            const row = props.at(index);
            const key = keyAt(index);
            if (row === undefined || key === undefined) return null;
            return (
              <GridRow
                key={key}
                rowKey={key}
                id={`${id}-row-${index}`}
                index={index}
                class={`${props.rowClass(row)} ${key === active ? 'active' : ''}`}
                selected={key === opened}
                columns={columns}
                row={row}
              />
            );
          })}
        </tbody>
      </table>
      {count === 0 && props.empty}
    </div>
  );
}
