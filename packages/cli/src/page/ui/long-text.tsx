import { useState } from 'preact/hooks';
import { useFormat, useMessages } from './context.js';

/** Text of any length: what is longer than `limit` characters is cut until somebody asks for all of it. */
export function LongText({ text, limit }: { text: string; limit: number }) {
  const messages = useMessages();
  const format = useFormat();
  const [whole, setWhole] = useState(false);
  if (whole || text.length <= limit) return <bdi dir="auto">{text}</bdi>;
  return (
    <>
      <bdi dir="auto">{text.slice(0, limit)}…</bdi>{' '}
      <button type="button" class="link" onClick={() => setWhole(true)}>
        {messages.detail.showAll(format.bytes(text.length))}
      </button>
    </>
  );
}
