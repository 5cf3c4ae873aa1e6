import type { DeliveryDetail } from '../../inspector/protocol.js';
import { EventBadge } from '../list/event-badge.js';
import { groupOf } from '../state/events.js';
import { useApp, useFormat, useMessages } from '../ui/context.js';
import { Empty } from '../ui/empty.js';
import { Json } from '../ui/json.js';
import { Panel } from '../ui/panel.js';
import { Section } from '../ui/section.js';
import { Actions } from './actions.js';
import { AnswerSection } from './answer.js';
import { ExplanationSections } from './explanation.js';
import { ForwardSection } from './forwards.js';
import { ReplaySection } from './replay.js';
import { RequestSection } from './request.js';
import { useDetail } from './use-detail.js';

/** All there is to know of one delivery. */
export function DeliveryPanel({ seq }: { seq: number }) {
  const { router } = useApp();
  const { detail: messages } = useMessages();
  const format = useFormat();
  const loaded = useDetail(seq);

  function close(): void {
    const route = router.route.peek();
    if (route.view === 'deliveries') router.go({ ...route, seq: null });
  }

  return (
    <Panel label={messages.label(format.count(seq))} onClose={close}>
      {loaded.state === 'loading' && <p class="note">{messages.loading}</p>}
      {loaded.state === 'gone' && <Empty title={messages.gone} hint={messages.goneHint} />}
      {loaded.state === 'failed' && <Empty title={messages.failed} hint={loaded.message} />}
      {loaded.state === 'ready' && <Detail detail={loaded.detail} />}
    </Panel>
  );
}

function Detail({ detail }: { detail: DeliveryDetail }) {
  const { detail: messages, deliveries } = useMessages();
  const format = useFormat();
  const { summary, explanation } = detail;
  return (
    <>
      <div class="detail-head">
        <EventBadge
          kind={summary.kind}
          group={groupOf(summary.name)}
          text={summary.name ?? summary.code ?? deliveries.unnamed}
        />
        <span class={summary.status < 400 ? 'status-good' : 'status-bad'}>{summary.status}</span>
        <time class="note">{format.full(summary.at)}</time>
      </div>
      <Actions detail={detail} />
      {explanation !== null && <ExplanationSections explanation={explanation} />}
      {detail.data !== null && (
        <Section title={messages.data}>
          <Json value={detail.data} />
        </Section>
      )}
      <RequestSection detail={detail} />
      <AnswerSection answer={detail.answer} />
      {detail.forwards.length > 0 && <ForwardSection forwards={detail.forwards} />}
      <ReplaySection seq={summary.seq} />
    </>
  );
}
