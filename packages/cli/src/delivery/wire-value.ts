/** The text of a value as it arrived, `undefined` where it is none: white space around it does not count. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

/** Of a field that repeats, the last value counts. */
export const lastOf = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);

/** `None`, `null` and empty text are how Python, JSON and queries say "nothing" (WF c). */
export function isEmpty(value: unknown): boolean {
  const last = lastOf(value);
  return last === undefined || last === null || ['', 'None', 'null'].includes(textOf(last) ?? 'something');
}

/** A value as JSON has it: times become ISO 8601 text, properties without a value are gone. */
export function toJson(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, toJson(item)]])),
  );
}
