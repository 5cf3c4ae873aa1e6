import type { DeliveryDetail } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Facts } from '../ui/facts.js';
import { LongText } from '../ui/long-text.js';
import { Section } from '../ui/section.js';
import { Code } from '../ui/wire.js';
import { Body } from './body.js';
import { Headers } from './headers.js';

const MAX_PATH = 2_000;

/** A delivery as it came. */
export function RequestSection({ detail }: { detail: DeliveryDetail }) {
  const { detail: messages } = useMessages();
  const format = useFormat();
  const { request, ip, id } = detail;
  return (
    <Section title={messages.request}>
      <pre class="block" dir="ltr">
        <strong>{request.method}</strong> <LongText text={request.path} limit={MAX_PATH} />
      </pre>
      <Facts
        facts={[
          [messages.ip, ip !== null && <Code text={ip} />],
          ['UUID', <Code key="id" text={id} />],
        ]}
      />
      <h4>{messages.headers}</h4>
      <Headers headers={request.headers} />
      <h4>
        {messages.body} <span class="note">{format.bytes(request.bodySize)}</span>
        {request.bodyEncoding === 'base64' && <span class="note"> {messages.base64}</span>}
      </h4>
      <Body text={request.body} />
    </Section>
  );
}
