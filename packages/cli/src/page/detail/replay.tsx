import { useState } from 'preact/hooks';
import type { ReplayAnswer } from '../../inspector/protocol.js';
import { replay } from '../state/api.js';
import { load, save } from '../state/storage.js';
import { withoutCredentials } from '../state/url.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Section } from '../ui/section.js';
import { Wire } from '../ui/wire.js';
import { Body } from './body.js';

const URL_KEY = 'simotel-hooks.replay-url';

type Outcome = { readonly answer: ReplayAnswer } | { readonly failure: string } | 'sending' | null;

/** Sends a delivery to an address of one's own. */
export function ReplaySection({ seq }: { seq: number }) {
  const { replay: messages } = useMessages();
  const [url, setUrl] = useState(() => load(URL_KEY) ?? '');
  const [outcome, setOutcome] = useState<Outcome>(null);

  async function send(): Promise<void> {
    setOutcome('sending');
    save(URL_KEY, withoutCredentials(url));
    try {
      setOutcome({ answer: await replay(seq, { url }) });
    } catch (error) {
      setOutcome({ failure: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <Section title={messages.label}>
      <div class="replay">
        <input
          type="url"
          dir="ltr"
          aria-label={messages.url}
          placeholder={messages.placeholder}
          value={url}
          onInput={({ currentTarget }) => setUrl(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Enter' && url !== '' && send()}
        />
        <button type="button" disabled={url === '' || outcome === 'sending'} onClick={send}>
          {outcome === 'sending' ? messages.sending : messages.send}
        </button>
      </div>
      <div class="replay-outcome" role="status">
        {outcome !== null && outcome !== 'sending' && <OutcomeView outcome={outcome} />}
      </div>
    </Section>
  );
}

function OutcomeView({ outcome }: { outcome: Exclude<Outcome, 'sending' | null> }) {
  const { replay: messages } = useMessages();
  const format = useFormat();
  if ('failure' in outcome) {
    return (
      <p class="problem bad">
        {messages.failed} <Wire text={outcome.failure} />
      </p>
    );
  }
  const { status, durationMs, body } = outcome.answer;
  return (
    <>
      <p>
        <span class={status < 400 ? 'status-good' : 'status-bad'}>{status}</span>{' '}
        <span class="note">{format.milliseconds(durationMs)}</span>
      </p>
      <Body text={body} />
    </>
  );
}
