import type { DeliveryDetail } from '../../inspector/protocol.js';
import { fixtureUrl } from '../state/api.js';
import { callOf } from '../state/call-filter.js';
import { NO_FILTER } from '../state/filters.js';
import { formatRoute } from '../state/route.js';
import { useApp, useMessages } from '../ui/context.js';
import { CopyButton } from '../ui/copy-button.js';

/** What can be done with a delivery. */
export function Actions({ detail }: { detail: DeliveryDetail }) {
  const { inspector, router } = useApp();
  const { detail: messages } = useMessages();
  const { summary, curl, data } = detail;
  const { seq, callId } = summary;
  const call = callOf(inspector.state.value.calls, summary);
  return (
    <div class="actions">
      <CopyButton label={messages.copyCurl} text={curl} />
      {data !== null && <CopyButton label={messages.copyJson} text={JSON.stringify(data, null, 2)} />}
      <a class="button" href={fixtureUrl(seq)} download>
        {messages.exportFixture}
      </a>
      {callId !== null && (
        <button
          type="button"
          onClick={() => router.go({ view: 'deliveries', seq, filter: { ...NO_FILTER, call: callId } })}
        >
          {messages.onlyCall}
        </button>
      )}
      {call !== undefined && (
        <a class="button" href={formatRoute({ view: 'calls', key: call.key })}>
          {messages.openCall}
        </a>
      )}
    </div>
  );
}
