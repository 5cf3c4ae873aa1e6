import type { DeliverySummary } from '../../inspector/protocol.js';
import type { EventGroup } from '../state/events.js';
import { Wire } from '../ui/wire.js';

/** Not told apart by colour alone. */
const SIGNS = { event: '', unknown: '? ', error: '✕ ', refused: '⊘ ' } as const;

interface EventBadgeProps {
  readonly kind: DeliverySummary['kind'];
  readonly group: EventGroup;
  readonly text: string;
}

/** The name of an event, in the colour of what it is about. */
export function EventBadge({ kind, group, text }: EventBadgeProps) {
  return (
    <span class={`badge event-badge ${kind === 'event' ? `group-${group}` : `kind-${kind}`}`}>
      {SIGNS[kind]}
      <Wire text={text} />
    </span>
  );
}
