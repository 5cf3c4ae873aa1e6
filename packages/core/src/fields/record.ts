/** The fields of a delivery, under the keys they had on the wire. */
export type Fields = Record<string, unknown>;

/** Sets an own property whatever it is called: assigning `__proto__` would change the prototype instead. */
export function put(fields: Fields, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(fields, key, { value, configurable: true, enumerable: true, writable: true });
  } else {
    fields[key] = value;
  }
}

/** Adds a value; a key that repeats becomes a list, as in every query parser. */
export function add(fields: Fields, key: string, value: unknown): void {
  const present = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (present === undefined) put(fields, key, value);
  else if (Array.isArray(present)) present.push(value);
  else put(fields, key, [present, value]);
}

/** Whether a value is a plain record rather than a list, text, number or nothing. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `None`, `null` and empty text are how Python, JSON and queries say "nothing" (WF c). */
export function isAbsent(value: unknown): boolean {
  if (typeof value !== 'string') return value === undefined || value === null;
  // Lengths first: comparing texts is what costs here, and this runs for every field.
  return value.length === 0 || (value.length === 4 && (value === 'None' || value === 'null'));
}
