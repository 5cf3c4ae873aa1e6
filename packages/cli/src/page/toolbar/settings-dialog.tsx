import { useState } from 'preact/hooks';
import { CALENDARS, isTimeZone, LANGUAGES, type Settings, THEMES } from '../state/settings.js';
import { useApp, useMessages } from '../ui/context.js';
import { Dialog } from '../ui/dialog.js';

/** Not every browser lists UTC. */
const TIME_ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

/** How the page looks, and how it writes times. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { settings } = useApp();
  const { toolbar, settings: messages } = useMessages();
  const { theme, language, calendar } = settings.value;
  const change = (part: Partial<Settings>) => {
    settings.value = { ...settings.peek(), ...part };
  };
  return (
    <Dialog title={toolbar.settings} onClose={onClose}>
      <div class="settings">
        <Choice
          label={messages.theme}
          value={theme}
          values={THEMES}
          labels={messages.themes}
          onChange={(value) => change({ theme: value })}
        />
        <Choice
          label={messages.language}
          value={language}
          values={LANGUAGES}
          labels={messages.languages}
          onChange={(value) => change({ language: value })}
        />
        <Choice
          label={messages.calendar}
          value={calendar}
          values={CALENDARS}
          labels={messages.calendars}
          onChange={(value) => change({ calendar: value })}
        />
        <TimeZone />
      </div>
    </Dialog>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly labels: Readonly<Record<T, string>>;
  onChange(value: T): void;
}

function Choice<T extends string>({ label, value, values, labels, onChange }: ChoiceProps<T>) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) =>
          onChange(values.find((each) => each === currentTarget.value) ?? value)
        }
      >
        {values.map((each) => (
          <option key={each} value={each}>
            {labels[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

function TimeZone() {
  const { settings } = useApp();
  const { settings: messages } = useMessages();
  const [text, setText] = useState(settings.value.timeZone);
  const isBad = !isTimeZone(text);

  function change(timeZone: string): void {
    setText(timeZone);
    if (isTimeZone(timeZone)) settings.value = { ...settings.peek(), timeZone };
  }

  return (
    <label>
      {messages.timeZone}
      <input
        dir="ltr"
        list="time-zones"
        spellcheck={false}
        autocomplete="off"
        aria-invalid={isBad}
        value={text}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      <datalist id="time-zones">
        {TIME_ZONES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {isBad && (
        <span class="failure" role="alert">
          {messages.badTimeZone}
        </span>
      )}
    </label>
  );
}
