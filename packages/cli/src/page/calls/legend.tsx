import type { ComponentChildren } from 'preact';
import { useMessages } from '../ui/context.js';
import { MarkShape } from './mark.js';
import { SegmentShape } from './segment-shape.js';

const KINDS = ['ringing', 'dialing', 'talking', 'holding'] as const;
const MARKS = ['Cdr', 'CdrQueue', 'Survey'] as const;

/** What the shapes of a timeline mean. */
export function Legend() {
  const { call: messages } = useMessages();
  return (
    <ul class="legend" aria-label={messages.legend}>
      {KINDS.map((kind) => (
        <Item key={kind} label={messages.kinds[kind]}>
          <SegmentShape kind={kind} from={1} until={27} middle={12} />
        </Item>
      ))}
      <Item label={messages.transferLegend}>
        <g class="transfer">
          <line x1={4} x2={24} y1={12} y2={12} marker-end="url(#arrow)" />
        </g>
      </Item>
      {MARKS.map((name) => (
        <Item key={name} label={messages.marks[name]}>
          <g transform="translate(14 12)">
            <MarkShape name={name} />
          </g>
        </Item>
      ))}
    </ul>
  );
}

function Item({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <li>
      <svg width="28" height="24" aria-hidden="true">
        {children}
      </svg>
      {label}
    </li>
  );
}
