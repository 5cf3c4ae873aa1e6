import { useLayoutEffect } from 'preact/hooks';
import { save } from '../state/storage.js';
import { SETTINGS_KEY, useApp } from './context.js';

/** Makes the document look as it is set, and keeps the settings. */
export function useDocumentSettings(): void {
  const { settings, messages } = useApp();
  const chosen = settings.value;
  const { title } = messages.value;
  useLayoutEffect(() => {
    const { documentElement: root } = document;
    root.dataset['theme'] = chosen.theme;
    root.lang = chosen.language;
    root.dir = chosen.language === 'fa' ? 'rtl' : 'ltr';
    document.title = title;
    save(SETTINGS_KEY, JSON.stringify(chosen));
  }, [chosen, title]);
}
