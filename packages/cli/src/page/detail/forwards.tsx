import type { ForwardView } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Section } from '../ui/section.js';
import { Code, Wire } from '../ui/wire.js';
import { isPending } from './use-detail.js';

/** Where a delivery was passed on to, and what came back. */
export function ForwardSection({ forwards }: { forwards: readonly ForwardView[] }) {
  const { detail: messages } = useMessages();
  const format = useFormat();
  return (
    <Section title={messages.forwards}>
      {forwards.map((forward) => {
        const { url, status, durationMs, error } = forward;
        const isGood = isPending(forward) || (status !== null && status < 400);
        return (
          <p key={url} class={`problem ${isGood ? '' : 'bad'}`}>
            <Code text={url} />
            <br />
            {isPending(forward) && messages.pending}
            {status !== null && <Code text={String(status)} />}{' '}
            {durationMs !== null && <span class="note">{format.milliseconds(durationMs)}</span>}{' '}
            {error !== null && <Wire text={error} />}
          </p>
        );
      })}
    </Section>
  );
}
