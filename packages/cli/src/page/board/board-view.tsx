import type { BoardEntry, BoardExtension, BoardQueue, BoardTrunk } from '../../inspector/protocol.js';
import { startOfDay } from '../format/today.js';
import { useApp, useMessages } from '../ui/context.js';
import { Empty } from '../ui/empty.js';
import { useNow } from '../ui/use-now.js';
import { Code } from '../ui/wire.js';
import { ExtensionCards } from './extension-cards.js';
import { QueueTable } from './queue-table.js';
import { TrunkTable } from './trunk-table.js';

const DAY_CHECK_MS = 10_000;

/** What extensions, queues and trunks do now, and what they did today. */
export function BoardView() {
  const { inspector, settings } = useApp();
  const { board: messages } = useMessages();
  const now = useNow(DAY_CHECK_MS, true);
  const { board } = inspector.state.value;
  const today = startOfDay(now, settings.value.timeZone);
  const entries = [...board.values()].sort(byName);
  const sources = [...new Set(entries.map(({ source }) => source))].sort();
  if (entries.length === 0) return <Empty title={messages.empty} hint={messages.emptyHint} />;
  return (
    <div class="board">
      {sources.map((source) => (
        <section key={source} class="board-source">
          {sources.length > 1 && <h2>{source === null ? messages.noSource : <Code text={source} />}</h2>}
          <Source entries={entries.filter((entry) => entry.source === source)} today={today} />
        </section>
      ))}
    </div>
  );
}

function Source({ entries, today }: { entries: readonly BoardEntry[]; today: number }) {
  const { board: messages } = useMessages();
  const extensions = entries.filter((entry): entry is BoardExtension => entry.kind === 'extension');
  const queues = entries.filter((entry): entry is BoardQueue => entry.kind === 'queue');
  const trunks = entries.filter((entry): entry is BoardTrunk => entry.kind === 'trunk');
  return (
    <>
      {extensions.length > 0 && (
        <section aria-label={messages.extensions}>
          <h3>{messages.extensions}</h3>
          <ExtensionCards extensions={extensions} today={today} />
        </section>
      )}
      <div class="board-tables">
        {queues.length > 0 && <QueueTable queues={queues} today={today} />}
        {trunks.length > 0 && <TrunkTable trunks={trunks} today={today} />}
      </div>
    </>
  );
}

const collator = new Intl.Collator('en', { numeric: true });

function byName(a: BoardEntry, b: BoardEntry): number {
  return collator.compare(a.name, b.name);
}
