import { LongText } from './long-text.js';

/** Beyond this, colours would cost more than they help. */
const MAX_COLOURED = 30_000;

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A value as indented JSON. */
export function Json({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? '';
  return (
    <pre class="block" dir="ltr">
      {text.length > MAX_COLOURED ? <LongText text={text} limit={MAX_COLOURED} /> : [...colour(text)]}
    </pre>
  );
}

function* colour(text: string) {
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    yield text.slice(end, match.index);
    end = match.index + match[0].length;
    const [token, quoted, colon] = match;
    if (quoted === undefined) yield <span class="json-value">{token}</span>;
    else {
      yield <bdi class={colon === undefined ? 'json-text' : 'json-key'}>{quoted}</bdi>;
      yield colon ?? '';
    }
  }
  yield text.slice(end);
}
