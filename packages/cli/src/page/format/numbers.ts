import type { Settings } from '../state/settings.js';
import { LOCALES } from './time.js';

/** Writes numbers with the digits of a language. */
export interface NumberFormat {
  count(value: number): string;
  /** Seconds as `0:09`, `12:05` or `1:00:00`. */
  duration(seconds: number): string;
  /** `132 ms`. */
  milliseconds(value: number): string;
  /** `1.2 kB`. */
  bytes(value: number): string;
}

export function createNumberFormat(language: Settings['language']): NumberFormat {
  const locale = LOCALES[language];
  const plain = new Intl.NumberFormat(locale);
  const ungrouped = new Intl.NumberFormat(locale, { useGrouping: false });
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  const unit = (name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 1 });
  const units = {
    millisecond: unit('millisecond'),
    byte: unit('byte'),
    kilobyte: unit('kilobyte'),
    megabyte: unit('megabyte'),
  };

  function duration(seconds: number): string {
    const whole = Math.max(0, Math.floor(seconds));
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const parts = hours > 0 ? [ungrouped.format(hours), two.format(minutes)] : [plain.format(minutes)];
    return [...parts, two.format(rest)].join(':');
  }

  function bytes(value: number): string {
    if (value < 1e3) return units.byte.format(value);
    return value < 1e6 ? units.kilobyte.format(value / 1e3) : units.megabyte.format(value / 1e6);
  }

  return {
    count: (value) => plain.format(value),
    duration,
    milliseconds: (value) => units.millisecond.format(Math.round(value)),
    bytes,
  };
}
