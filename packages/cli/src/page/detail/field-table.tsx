import type { ExplainedField } from '../../delivery/explanation.js';
import { useMessages } from '../ui/context.js';
import { LongText } from '../ui/long-text.js';
import { useMore } from '../ui/use-more.js';
import { Code } from '../ui/wire.js';

const MAX_CELL = 300;
const MAX_FIELDS = 200;

/** Every field as it arrived, and what became of it. */
export function FieldTable({ fields }: { fields: readonly ExplainedField[] }) {
  const { detail: messages } = useMessages();
  const { shown, more } = useMore(fields, MAX_FIELDS);
  return (
    <div class="table-frame">
      <table class="fields">
        <thead>
          <tr>
            <th scope="col">{messages.field}</th>
            <th scope="col">{messages.arrived}</th>
            <th scope="col">{messages.property}</th>
            <th scope="col">{messages.value}</th>
            <th scope="col">{messages.use}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, from, raw, property, value, use }, index) => (
            <tr key={index} class={`use-${use}`} data-field={key}>
              <th scope="row">
                <Code text={key} title={from} />
              </th>
              <td>
                <LongText text={textOf(raw)} limit={MAX_CELL} />
              </td>
              <td>{property !== null && <Code text={property} />}</td>
              <td>{value !== undefined && <LongText text={textOf(value)} limit={MAX_CELL} />}</td>
              <td class="use">{messages.uses[use]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
