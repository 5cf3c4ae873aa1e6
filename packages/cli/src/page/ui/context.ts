import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createNumberFormat, type NumberFormat } from '../format/numbers.js';
import { createTimeFormat, type TimeFormat } from '../format/time.js';
import { en, type Messages } from '../i18n/en.js';
import { fa } from '../i18n/fa.js';
import { createInspector, type Inspector } from '../state/inspector.js';
import { createRouter, type Router } from '../state/router.js';
import { parseSettings, type Settings } from '../state/settings.js';
import { load } from '../state/storage.js';

export const SETTINGS_KEY = 'simotel-hooks.settings';

/** What every part of the page may need. */
export interface App {
  readonly inspector: Inspector;
  readonly router: Router;
  readonly settings: Signal<Settings>;
  readonly messages: ReadonlySignal<Messages>;
  readonly format: ReadonlySignal<NumberFormat & TimeFormat>;
  /** The clock of the server, to the second: one for all that count seconds. */
  readonly clock: ReadonlySignal<number>;
}

const MESSAGES = { en, fa };
const SECOND_MS = 1_000;

export function createApp(): App {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const settings = signal(parseSettings(load(SETTINGS_KEY), timeZone));
  const inspector = createInspector();
  const clock = signal(inspector.now());
  setInterval(() => {
    clock.value = inspector.now();
  }, SECOND_MS);
  return {
    inspector,
    clock,
    router: createRouter(),
    settings,
    messages: computed(() => MESSAGES[settings.value.language]),
    format: computed(() => ({
      ...createTimeFormat(settings.value),
      ...createNumberFormat(settings.value.language),
    })),
  };
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('There is no app around this component.');
  return app;
}

/** The texts of the chosen language. */
export function useMessages(): Messages {
  return useApp().messages.value;
}

/** Times and numbers as they are written in the chosen language, zone and calendar. */
export function useFormat(): NumberFormat & TimeFormat {
  return useApp().format.value;
}
