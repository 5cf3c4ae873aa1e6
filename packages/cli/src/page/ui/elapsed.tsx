import { useApp, useFormat } from './context.js';

/** How long ago something was, and counting. */
export function Elapsed({ since }: { since: number }) {
  const { clock } = useApp();
  const format = useFormat();
  return (
    <time title={format.full(since)} class="number">
      {format.duration((clock.value - since) / 1_000)}
    </time>
  );
}
