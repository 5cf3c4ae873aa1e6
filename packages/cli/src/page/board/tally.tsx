import type { TallyQuarter } from '../../inspector/protocol.js';
import { tallySince } from '../format/today.js';
import { useFormat, useMessages } from '../ui/context.js';

interface TallyProps {
  readonly tally: readonly TallyQuarter[];
  readonly today: number;
}

/** How many calls were answered and missed today, in two cells of a table. */
export function TallyCells({ tally, today }: TallyProps) {
  const format = useFormat();
  const { answered, missed } = tallySince(tally, today);
  return (
    <>
      <td class="number answered">{format.count(answered)}</td>
      <td class="number missed">{format.count(missed)}</td>
    </>
  );
}

/** How many calls were answered and missed today, in a line. */
export function TallyLine({ tally, today }: TallyProps) {
  const { board: messages } = useMessages();
  const format = useFormat();
  const { answered, missed } = tallySince(tally, today);
  return (
    <p class="tally">
      <span class="answered" title={messages.answeredToday}>
        <span aria-hidden="true">✓ </span>
        <span class="sr-only">{messages.answeredToday}: </span>
        {format.count(answered)}
      </span>
      <span class="missed" title={messages.missedToday}>
        <span aria-hidden="true">✕ </span>
        <span class="sr-only">{messages.missedToday}: </span>
        {format.count(missed)}
      </span>
    </p>
  );
}
