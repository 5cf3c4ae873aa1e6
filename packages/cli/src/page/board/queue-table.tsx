import type { BoardQueue } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Code } from '../ui/wire.js';
import { TallyCells } from './tally.js';

/** How many callers wait and talk in each queue. */
export function QueueTable({ queues, today }: { queues: readonly BoardQueue[]; today: number }) {
  const { board: messages } = useMessages();
  const format = useFormat();
  return (
    <table class="board-table">
      <caption>{messages.queues}</caption>
      <thead>
        <tr>
          <th scope="col">{messages.name}</th>
          <th scope="col">{messages.waiting}</th>
          <th scope="col">{messages.talking}</th>
          <th scope="col">{messages.answeredToday}</th>
          <th scope="col">{messages.missedToday}</th>
        </tr>
      </thead>
      <tbody>
        {queues.map(({ name, waiting, talking, tally }) => (
          <tr key={name}>
            <th scope="row">
              <Code text={name} />
            </th>
            <td class={`number ${waiting > 0 ? 'waiting' : ''}`}>{format.count(waiting)}</td>
            <td class="number">{format.count(talking)}</td>
            <TallyCells tally={tally} today={today} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
