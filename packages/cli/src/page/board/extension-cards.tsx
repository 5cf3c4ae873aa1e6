import { useMemo } from 'preact/hooks';
import type { BoardExtension } from '../../inspector/protocol.js';
import { useMessages } from '../ui/context.js';
import { Elapsed } from '../ui/elapsed.js';
import { Code } from '../ui/wire.js';
import { StateBadge } from './state-badge.js';
import { TallyLine } from './tally.js';

interface ExtensionCardsProps {
  readonly extensions: readonly BoardExtension[];
  readonly today: number;
}

/** What each extension does. */
export function ExtensionCards({ extensions, today }: ExtensionCardsProps) {
  return (
    <ul class="cards">
      {extensions.map((extension) => (
        <KeptCard key={extension.name} extension={extension} today={today} />
      ))}
    </ul>
  );
}

interface CardProps {
  readonly extension: BoardExtension;
  readonly today: number;
}

/** There may be hundreds, of which few change at a time: the others are not rendered again. */
function KeptCard({ extension, today }: CardProps) {
  return useMemo(() => <Card extension={extension} today={today} />, [extension, today]);
}

function Card({ extension, today }: CardProps) {
  const { board: messages } = useMessages();
  const { name, state, since, participant, queue, tally } = extension;
  return (
    <li class="card" data-extension={name}>
      <header>
        <strong>
          <Code text={name} />
        </strong>
        <StateBadge state={state} />
      </header>
      <p class="card-line">
        {participant !== null && (
          <span>
            {messages.with} <Code text={participant} />
          </span>
        )}
        {queue !== null && (
          <span>
            {messages.queue} <Code text={queue} />
          </span>
        )}
      </p>
      <footer>
        {since !== null && <Elapsed since={since} />}
        <TallyLine tally={tally} today={today} />
      </footer>
    </li>
  );
}
