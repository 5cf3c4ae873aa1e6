import { SimotelError } from './error.js';

/** How far local clocks are ahead of UTC, in milliseconds, at a moment. */
export interface Zone {
  readonly name: string;
  offsetAt(utc: number): number;
}

const UTC: Zone = { name: 'UTC', offsetAt: () => 0 };
const zones = new Map<string, Zone>();
const QUARTER = 900_000;

/** The zone of an IANA name; every program uses few of them, so they are kept. */
export function zoneOf(name: string): Zone {
  if (name === UTC.name) return UTC;
  const known = zones.get(name);
  if (known) return known;
  const zone = createZone(name);
  zones.set(name, zone);
  return zone;
}

function createZone(name: string): Zone {
  const format = formatOf(name);
  // Offsets only change at quarters of an hour, and the events of a PBX are of today.
  const cache = new Map<number, number>();
  return {
    name,
    offsetAt(utc) {
      const quarter = Math.floor(utc / QUARTER);
      let offset = cache.get(quarter);
      if (offset === undefined) {
        offset = localClock(format, quarter * QUARTER) - quarter * QUARTER;
        if (cache.size >= 1000) cache.clear();
        cache.set(quarter, offset);
      }
      return offset;
    },
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new SimotelError(
      'OPTION_INVALID',
      'timeZone is not the name of an IANA time zone; use one such as "UTC" or "Asia/Tehran".',
      { cause },
    );
  }
}

function localClock(format: Intl.DateTimeFormat, utc: number): number {
  const parts = new Map(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/**
 * The moment at which clocks in `zone` show `local` (a clock reading taken as if it were UTC). A reading that
 * occurs twice when clocks go back means the first; one that is skipped when they go forward is moved on.
 */
export function localToUtc(local: number, zone: Zone): number {
  if (zone === UTC) return local;
  // A day before and after bracket any change, so one of the two is the offset in force.
  const before = zone.offsetAt(local - 86_400_000);
  const after = zone.offsetAt(local + 86_400_000);
  const early = local - before;
  if (before === after || zone.offsetAt(early) === before) return early;
  const late = local - after;
  return zone.offsetAt(late) === after ? late : early;
}
