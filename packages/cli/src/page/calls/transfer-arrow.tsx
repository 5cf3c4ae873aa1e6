import type { TimelineTransfer } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Labelled } from './labelled.js';
import type { Layout } from './layout.js';

interface TransferArrowProps {
  readonly transfer: TimelineTransfer;
  readonly place: number;
  readonly layout: Layout;
}

/** An arrow from row to row; a party without a row stands by its name at the edge. */
export function TransferArrow({ transfer, place, layout }: TransferArrowProps) {
  const { call: messages } = useMessages();
  const format = useFormat();
  const { from, to, by, at } = transfer;
  const start = layout.middleOf(from);
  const end = layout.middleOf(to);
  const doer = by === null || by === from ? undefined : layout.middleOf(by);
  const whom = by === null ? '' : ` ${messages.transferBy(by)}`;
  const label = `${messages.transfer(from, to)}${whom}, ${format.clock(at)}`;
  return (
    <Labelled class="transfer" label={label}>
      <line
        x1={place}
        x2={place}
        y1={start ?? layout.edgeIn}
        y2={end ?? layout.edgeOut}
        marker-end="url(#arrow)"
      />
      {start !== undefined && <circle cx={place} cy={start} r={3.5} />}
      {doer !== undefined && <circle class="doer" cx={place} cy={doer} r={5} />}
      {start === undefined && <EdgeLabel place={place} y={layout.edgeIn} text={from} layout={layout} />}
      {end === undefined && <EdgeLabel place={place} y={layout.edgeOut + 4} text={to} layout={layout} />}
    </Labelled>
  );
}

interface EdgeLabelProps {
  readonly place: number;
  readonly y: number;
  readonly text: string;
  readonly layout: Layout;
}

function EdgeLabel({ place, y, text, layout }: EdgeLabelProps) {
  const isLate = place > layout.start + layout.span / 2;
  return (
    <text x={place + (isLate ? -8 : 8)} y={y + 4} text-anchor={isLate ? 'end' : 'start'}>
      {text.slice(0, 24)}
    </text>
  );
}
