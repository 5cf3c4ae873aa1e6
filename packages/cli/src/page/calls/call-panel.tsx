import type { CallView } from '../../inspector/protocol.js';
import { NO_FILTER } from '../state/filters.js';
import { useApp, useMessages } from '../ui/context.js';
import { Empty } from '../ui/empty.js';
import { Panel } from '../ui/panel.js';
import { Section } from '../ui/section.js';
import { Code } from '../ui/wire.js';
import { CallFacts } from './call-facts.js';
import { CallStatus } from './call-status.js';
import { Legend } from './legend.js';
import { Timeline } from './timeline.js';

/** All there is to know of one call; `undefined` for one that is not there. */
export function CallPanel({ view }: { view: CallView | undefined }) {
  const { router } = useApp();
  const { call: messages, calls } = useMessages();
  return (
    <Panel
      label={messages.label(view?.call.id ?? '')}
      onClose={() => router.go({ view: 'calls', key: null })}
    >
      {view === undefined ? <Empty title={calls.gone} hint={calls.goneHint} /> : <Details view={view} />}
    </Panel>
  );
}

function Details({ view }: { view: CallView }) {
  const { router } = useApp();
  const { call: messages } = useMessages();
  const { call, timeline } = view;
  return (
    <>
      <div class="detail-head">
        <CallStatus call={call} />
        <span class="parties" dir="ltr">
          <Code text={call.from ?? '?'} /> → <Code text={call.to ?? '?'} />
        </span>
      </div>
      {call.callIds.length > 0 && (
        <div class="actions">
          <button
            type="button"
            onClick={() =>
              router.go({
                view: 'deliveries',
                seq: null,
                filter: { ...NO_FILTER, call: call.callIds.join(' ') },
              })
            }
          >
            {messages.deliveries}
          </button>
        </div>
      )}
      <Section title={messages.timeline}>
        <Timeline timeline={timeline} />
        <Legend />
      </Section>
      <CallFacts call={call} />
    </>
  );
}
