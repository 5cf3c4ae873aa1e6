import type { ExplainedName, Explanation } from '../../delivery/explanation.js';
import { useMessages } from '../ui/context.js';
import { Facts } from '../ui/facts.js';
import { Section } from '../ui/section.js';
import { useMore } from '../ui/use-more.js';
import { Code, Wire } from '../ui/wire.js';
import { FieldTable } from './field-table.js';

const MAX_WARNINGS = 50;

/** How a delivery was understood. */
export function ExplanationSections({ explanation }: { explanation: Explanation }) {
  const { detail: messages } = useMessages();
  const { error, warnings, transport, name, callId, originatedCallId, fields } = explanation;
  return (
    <>
      {error !== null && (
        <Section title={messages.error}>
          <p class="problem bad">
            <Code text={error.code} /> <Code text={String(error.status)} />
            <br />
            <Wire text={error.message} />
          </p>
          {error.issues.length > 0 && <h4>{messages.issues}</h4>}
          {error.issues.map(({ path, message }, index) => (
            <p key={index} class="problem bad">
              <Code text={path} /> <Wire text={message} />
            </p>
          ))}
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title={messages.warnings}>
          <Warnings warnings={warnings} />
        </Section>
      )}
      <Section title={messages.understood}>
        <Facts
          facts={[
            [
              messages.transport,
              <Code
                key="transport"
                text={`${transport.version} ${transport.method} ${transport.encoding}`}
              />,
            ],
            [messages.name, <NameFact key="name" name={name} />],
            [messages.callId, callId !== null && <Code text={callId} />],
            [messages.originatedCallId, originatedCallId !== null && <Code text={originatedCallId} />],
          ]}
        />
        <h4>{messages.fields}</h4>
        {fields.length === 0 ? <p class="note">{messages.noFields}</p> : <FieldTable fields={fields} />}
      </Section>
    </>
  );
}

function Warnings({ warnings }: Pick<Explanation, 'warnings'>) {
  const { shown, more } = useMore(warnings, MAX_WARNINGS);
  return (
    <>
      {shown.map(({ code, field, message }, index) => (
        <p key={index} class="problem warn">
          <Code text={code} /> {field !== undefined && <Code text={field} />}
          <br />
          <Wire text={message} />
        </p>
      ))}
      {more}
    </>
  );
}

function NameFact({ name: explained }: { name: ExplainedName | null }) {
  const { detail: messages } = useMessages();
  if (explained === null) return <span class="note">{messages.noName}</span>;
  const { name, spelling, from } = explained;
  return (
    <>
      {name === null ? messages.unknownEvent : <Code text={name} />}{' '}
      <span class="note">
        {messages.nameFrom[from]}
        {spelling !== null && spelling !== name && <> ({<Wire text={messages.spelling(spelling)} />})</>}
      </span>
    </>
  );
}
