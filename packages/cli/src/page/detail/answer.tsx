import type { DeliveryDetail } from '../../inspector/protocol.js';
import { useMessages } from '../ui/context.js';
import { Section } from '../ui/section.js';
import { Body } from './body.js';
import { Headers } from './headers.js';

/** What the sender was answered. */
export function AnswerSection({ answer }: { answer: DeliveryDetail['answer'] }) {
  const { detail: messages } = useMessages();
  return (
    <Section title={`${messages.answer} ${answer.status}`}>
      <Headers headers={answer.headers} />
      <Body text={answer.body} />
    </Section>
  );
}
