/** Text from the wire: its direction is its own, and does not change that of what stands around it. */
export function Wire({ text, title }: { text: string; title?: string }) {
  return (
    <bdi dir="auto" title={title}>
      {text}
    </bdi>
  );
}

/** An id, number, path or code: left to right in every language. */
export function Code({ text, title }: { text: string; title?: string }) {
  return (
    <bdi class="code" dir="ltr" title={title}>
      {text}
    </bdi>
  );
}
