import { LongText } from '../ui/long-text.js';
import { Code } from '../ui/wire.js';

const MAX_VALUE = 500;

/** Headers of a request or an answer. */
export function Headers({ headers }: { headers: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl class="headers" dir="ltr">
      {headers.map(([name, value], index) => (
        <div key={index}>
          <dt>
            <Code text={name} />
          </dt>
          <dd>
            <LongText text={value} limit={MAX_VALUE} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
