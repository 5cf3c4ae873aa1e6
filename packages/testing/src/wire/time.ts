/** Writes a moment as text. */
export type TimeWriter = (time: Date) => string;

/**
 * `YYYY-MM-DD HH:MM:SS.ffffff` on a clock in `timeZone`, as Python prints it: a fraction of zero is not there (WF c).
 *
 * @throws {RangeError} for an unknown zone.
 */
export function clockWriter(timeZone: string): TimeWriter {
  let writer = writers.get(timeZone);
  if (!writer) {
    writer = createWriter(timeZone);
    writers.set(timeZone, writer);
  }
  return writer;
}

/** Making a format takes far longer than using it, and every program uses few zones. */
const writers = new Map<string, TimeWriter>();

function createWriter(timeZone: string): TimeWriter {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (time) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const date = ['year', 'month', 'day'] as const;
    const clock = ['hour', 'minute', 'second'] as const;
    const milliseconds = time.getUTCMilliseconds();
    const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}000`;
    const join = (names: readonly Intl.DateTimeFormatPartTypes[], by: string) =>
      names.map((name) => parts.get(name)).join(by);
    return `${join(date, '-')} ${join(clock, ':')}${fraction}`;
  };
}

/** Epoch seconds as Python prints a float: `1675683148.922`, `1675683148.0`. The events of trunks have it (WF b). */
export const epochText: TimeWriter = (time) => {
  const text = String(time.getTime() / 1000);
  return text.includes('.') ? text : `${text}.0`;
};
