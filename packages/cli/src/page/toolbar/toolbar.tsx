import { useApp, useFormat, useMessages } from '../ui/context.js';
import { Icon } from '../ui/icon.js';
import { ClearButton } from './clear-button.js';
import { Status } from './status.js';
import { Tabs } from './tabs.js';

interface ToolbarProps {
  readonly onSettings: () => void;
  readonly onShortcuts: () => void;
}

/** What is above every view. */
export function Toolbar({ onSettings, onShortcuts }: ToolbarProps) {
  const { title, toolbar: messages } = useMessages();
  return (
    <header class="toolbar">
      <h1>{title}</h1>
      <Tabs />
      <div class="toolbar-end">
        <Status />
        <PauseButton />
        <ClearButton />
        <button
          type="button"
          class="quiet"
          aria-label={messages.shortcuts}
          title={`${messages.shortcuts} (?)`}
          onClick={onShortcuts}
        >
          <Icon name="keyboard" />
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={messages.settings}
          title={messages.settings}
          onClick={onSettings}
        >
          <Icon name="settings" />
        </button>
      </div>
    </header>
  );
}

function PauseButton() {
  const { inspector } = useApp();
  const { toolbar: messages } = useMessages();
  const format = useFormat();
  const paused = inspector.paused.value;
  const waiting = inspector.waiting.value;
  return (
    <button type="button" class={paused ? 'paused' : ''} title="P" onClick={inspector.togglePause}>
      <Icon name={paused ? 'play' : 'pause'} /> {paused ? messages.resume : messages.pause}
      {waiting > 0 && <span class="waiting-count"> {messages.waiting(format.count(waiting))}</span>}
    </button>
  );
}
