import type { CallView } from '../../inspector/protocol.js';
import { useMessages } from '../ui/context.js';

/** Not told apart by colour alone. */
const SIGNS = {
  ringing: '◔',
  talking: '●',
  ended: '',
  answered: '✓',
  missed: '✕',
  busy: '⊘',
  failed: '!',
  unknown: '?',
} as const;

/** What a call is doing, or how it ended. */
export function CallStatus({ call }: Pick<CallView, 'call'>) {
  const { calls } = useMessages();
  const { status, outcome } = call;
  const text = outcome === null ? calls.statuses[status] : calls.outcomes[outcome];
  return (
    <span class={`badge call-${outcome ?? status}`}>
      <span aria-hidden="true">{SIGNS[outcome ?? status]} </span>
      {text}
    </span>
  );
}
