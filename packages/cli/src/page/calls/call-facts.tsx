import type { CallView } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Facts } from '../ui/facts.js';
import { Code, Wire } from '../ui/wire.js';
import { Talk, Wait } from './call-list.js';

/** What is known of a call, as a table. */
export function CallFacts({ call }: Pick<CallView, 'call'>) {
  const { call: messages, calls } = useMessages();
  const format = useFormat();
  const code = (text: string | null) => text !== null && <Code text={text} />;
  const time = (at: number | null) => at !== null && <time>{format.full(at)}</time>;
  return (
    <Facts
      facts={[
        [messages.direction, call.direction !== null && calls.directions[call.direction]],
        [messages.outcome, call.outcome !== null && <Outcome call={call} />],
        [calls.queue, code(call.queue)],
        [calls.answeredBy, code(call.answeredBy)],
        [calls.wait, <Wait key="wait" call={call} />],
        [calls.talk, <Talk key="talk" call={call} />],
        [messages.created, time(call.createdAt)],
        [messages.answered, time(call.answeredAt)],
        [messages.ended, time(call.endedAt)],
        [messages.did, code(call.did)],
        [messages.entryPoint, code(call.entryPoint)],
        [messages.outgoingPoint, code(call.outgoingPoint)],
        [messages.transfers, call.transfers.length > 0 && <Transfers call={call} />],
        [messages.survey, call.survey !== null && <Survey survey={call.survey} />],
        [messages.recordings, call.recordings.map((name) => <Code key={name} text={name} />)],
        [messages.ids, call.callIds.map((id) => <Code key={id} text={id} />)],
        [messages.originatedCallId, code(call.originatedCallId)],
        [messages.source, code(call.source)],
        [
          messages.clockShift,
          call.clockShiftSeconds !== 0 && <span dir="ltr">{format.count(call.clockShiftSeconds)} s</span>,
        ],
      ]}
    />
  );
}

function Outcome({ call }: Pick<CallView, 'call'>) {
  const { calls } = useMessages();
  const { outcome, evidence } = call;
  return (
    <>
      {outcome !== null && calls.outcomes[outcome]}{' '}
      {evidence !== null && <span class="note">({calls.evidence[evidence]})</span>}
    </>
  );
}

function Transfers({ call }: Pick<CallView, 'call'>) {
  const { call: messages } = useMessages();
  const format = useFormat();
  return call.transfers.map(({ from, to, by, at }, index) => (
    <span key={index}>
      <bdi dir="ltr" class="code">
        {from} → {to}
      </bdi>{' '}
      {by !== null && <Wire text={messages.transferBy(by)} />} <time class="note">{format.clock(at)}</time>
    </span>
  ));
}

function Survey({ survey }: { survey: NonNullable<CallView['call']['survey']> }) {
  const format = useFormat();
  return (
    <>
      {format.count(survey.point)}
      {survey.label !== null && <> · {<Wire text={survey.label} />}</>}
      {survey.exten !== null && <> · {<Code text={survey.exten} />}</>}
    </>
  );
}
