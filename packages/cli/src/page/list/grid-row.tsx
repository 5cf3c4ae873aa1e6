import type { Column } from './grid.js';
import { ROW_HEIGHT } from './use-virtual.js';

interface GridRowProps<Row> {
  readonly id: string;
  readonly rowKey: string;
  readonly index: number;
  readonly class: string;
  readonly selected: boolean;
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
}

/** A row at its place in a list of which only a part is drawn. */
export function GridRow<Row>({
  id,
  rowKey,
  index,
  class: className,
  selected,
  columns,
  row,
}: GridRowProps<Row>) {
  return (
    <tr
      id={id}
      data-key={rowKey}
      class={`grid-row ${className}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)`, height: `${ROW_HEIGHT}px` }}
    >
      {columns.map((column) => (
        <td key={column.key} class={`cell col-${column.key}`}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
