import { useMessages } from '../ui/context.js';
import { Wire } from '../ui/wire.js';

/** How states are shown that are known to occur; not told apart by colour alone. */
const LOOKS = new Map([
  ['idle', { look: 'idle', sign: '○' }],
  ['ok', { look: 'idle', sign: '○' }],
  ['ringing', { look: 'ringing', sign: '◔' }],
  ['inuse', { look: 'busy', sign: '●' }],
  ['busy', { look: 'busy', sign: '●' }],
  ['unavailable', { look: 'off', sign: '✕' }],
  ['unreachable', { look: 'off', sign: '✕' }],
]);
const OTHER = { look: 'other', sign: '?' };

/** A state as the PBX names it. */
export function StateBadge({ state }: { state: string | null }) {
  const { board: messages } = useMessages();
  const { look, sign } = LOOKS.get(state?.toLowerCase() ?? '') ?? OTHER;
  return (
    <span class={`badge state-${look}`}>
      <span aria-hidden="true">{sign} </span>
      {state === null ? messages.unknownState : <Wire text={state} />}
    </span>
  );
}
