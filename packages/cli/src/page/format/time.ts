import type { Settings } from '../state/settings.js';

/** Writes times in a zone, calendar and language. */
export interface TimeFormat {
  /** `14:52:16`. */
  clock(at: number): string;
  /** `14:52:16.042`. */
  precise(at: number): string;
  /** `24 Nov, 14:52:16`. */
  short(at: number): string;
  /** `24 November 2026, 14:52:16.042 UTC`. */
  full(at: number): string;
}

/** Digits of Persian come with the locale. */
export const LOCALES = { en: 'en-GB', fa: 'fa-IR' } as const;

const CALENDARS = { gregorian: 'gregory', jalali: 'persian' } as const;

/** Formatters are slow to make and quick to use. */
export function createTimeFormat(settings: Pick<Settings, 'language' | 'timeZone' | 'calendar'>): TimeFormat {
  const make = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(LOCALES[settings.language], {
      timeZone: settings.timeZone,
      calendar: CALENDARS[settings.calendar],
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      ...options,
    });
    return (at: number) => (Number.isFinite(at) ? formatter.format(at) : '');
  };
  return {
    clock: make({}),
    precise: make({ fractionalSecondDigits: 3 }),
    short: make({ day: 'numeric', month: 'short' }),
    full: make({
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      fractionalSecondDigits: 3,
      timeZoneName: 'short',
    }),
  };
}
