import { useMemo, useState } from 'preact/hooks';
import { callsToShow } from '../state/call-filter.js';
import { useApp, useFormat, useMessages } from '../ui/context.js';
import { Empty } from '../ui/empty.js';
import { CallList } from './call-list.js';
import { CallPanel } from './call-panel.js';

/** The list of calls, and one of them in detail. */
export function CallsView({ opened }: { opened: string | null }) {
  const { inspector } = useApp();
  const { calls: messages, filter } = useMessages();
  const format = useFormat();
  const { calls } = inspector.state.value;
  const [text, setText] = useState('');
  const shown = useMemo(() => callsToShow(calls, text), [calls, text]);

  return (
    <div class="split">
      <div class="split-list">
        <search class="filter-bar" aria-label={messages.filter}>
          <input
            type="search"
            class="filter-text"
            placeholder={messages.filter}
            aria-label={messages.filter}
            dir="auto"
            data-search=""
            spellcheck={false}
            autocomplete="off"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <output class="shown" aria-live="off">
            {filter.shown(format.count(shown.length), format.count(calls.size))}
          </output>
        </search>
        <CallList
          calls={shown}
          opened={opened}
          empty={
            calls.size === 0 ? (
              <Empty title={messages.empty} hint={messages.emptyHint} />
            ) : (
              <Empty title={messages.noMatch} hint={messages.noMatchHint} />
            )
          }
        />
      </div>
      {opened !== null && <CallPanel view={calls.get(opened)} />}
    </div>
  );
}
