import type { ComponentChildren } from 'preact';
import { useMessages } from './context.js';
import { Icon } from './icon.js';

interface PanelProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** What a list shows of one of its rows: beside it, or over it where there is no room. */
export function Panel({ label, onClose, children }: PanelProps) {
  const messages = useMessages();
  return (
    <section class="panel" aria-label={label}>
      <header class="panel-head">
        <h2>
          <bdi>{label}</bdi>
        </h2>
        <button
          type="button"
          class="quiet"
          data-close-detail=""
          aria-label={messages.close}
          title={`${messages.close} (Esc)`}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="panel-body">{children}</div>
    </section>
  );
}
