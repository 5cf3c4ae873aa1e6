/** What a person chose, kept between visits. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: 'en' | 'fa';
  /** IANA name. */
  readonly timeZone: string;
  readonly calendar: 'gregorian' | 'jalali';
}

export const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark'];
export const LANGUAGES: readonly Settings['language'][] = ['en', 'fa'];
export const CALENDARS: readonly Settings['calendar'][] = ['gregorian', 'jalali'];

/** Reads what was kept; whatever is missing or cannot be has its default. */
export function parseSettings(text: string | null, timeZone: string): Settings {
  const kept = parseRecord(text);
  return {
    theme: THEMES.find((theme) => theme === kept['theme']) ?? 'system',
    language: LANGUAGES.find((language) => language === kept['language']) ?? 'en',
    timeZone: isTimeZone(kept['timeZone']) ? kept['timeZone'] : isTimeZone(timeZone) ? timeZone : 'UTC',
    calendar: CALENDARS.find((calendar) => calendar === kept['calendar']) ?? 'gregorian',
  };
}

/** Whether there is such a zone. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || name === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function parseRecord(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
