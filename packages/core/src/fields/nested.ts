import { add, type Fields, isRecord } from './record.js';

/** One wire key behind the name of a nested field: `[0][src]` and its value, from `detail[0][src]=992`. */
export type NestedPart = readonly [path: string, value: unknown];

/** Splits `detail[0][src]` and `info.FAXSTATUS` into the field and the path inside it. */
export function splitNestedKey(key: string): readonly [field: string, path: string] | undefined {
  const bracket = key.indexOf('[');
  const at = bracket === -1 ? key.indexOf('.') : bracket;
  return at > 0 ? [key.slice(0, at), key.slice(at)] : undefined;
}

/**
 * Puts bracket keys (PHP, jQuery, qs) and dot keys (qs) together again (WF f): `[0][src]`, `[0].src`, `[src]`,
 * `.src`. Anything deeper than the two levels a Simotel event has is ignored; it stays in `raw.fields`.
 */
export function joinNested(parts: readonly NestedPart[]): unknown {
  const object: Fields = {};
  const items = new Map<string, unknown>();
  for (const [path, value] of parts) {
    const [first, second, ...deeper] = keysOf(path);
    if (first === undefined || deeper.length > 0) continue;
    if (!/^\d+$/.test(first)) {
      if (second === undefined) add(object, first, value);
    } else if (second === undefined) {
      items.set(first, value);
    } else {
      const present = items.get(first);
      const item = isRecord(present) ? present : {};
      add(item, second, value);
      items.set(first, item);
    }
  }
  if (items.size === 0) return object;
  return [...items].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}

function keysOf(path: string): string[] {
  return Array.from(path.matchAll(/\[([^[\]]*)\]|\.([^.[\]]+)/g), ([, bracket, dot]) => bracket ?? dot ?? '');
}
