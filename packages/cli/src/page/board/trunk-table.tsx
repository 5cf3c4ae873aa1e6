import type { BoardTrunk } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Elapsed } from '../ui/elapsed.js';
import { Code, Wire } from '../ui/wire.js';
import { StateBadge } from './state-badge.js';
import { TallyCells } from './tally.js';

/** Whether each trunk works, and how many calls go by it. */
export function TrunkTable({ trunks, today }: { trunks: readonly BoardTrunk[]; today: number }) {
  const { board: messages } = useMessages();
  const format = useFormat();
  return (
    <table class="board-table">
      <caption>{messages.trunks}</caption>
      <thead>
        <tr>
          <th scope="col">{messages.name}</th>
          <th scope="col">{messages.state}</th>
          <th scope="col">{messages.since}</th>
          <th scope="col">{messages.type}</th>
          <th scope="col">{messages.open}</th>
          <th scope="col">{messages.answeredToday}</th>
          <th scope="col">{messages.missedToday}</th>
        </tr>
      </thead>
      <tbody>
        {trunks.map(({ name, state, since, type, open, tally }) => (
          <tr key={name}>
            <th scope="row">
              <Code text={name} />
            </th>
            <td>
              <StateBadge state={state} />
            </td>
            <td>{since !== null && <Elapsed since={since} />}</td>
            <td>{type !== null && <Wire text={type} />}</td>
            <td class="number">{format.count(open)}</td>
            <TallyCells tally={tally} today={today} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
