/** One part of a nested field that came under a key of its own (WF f). */
export interface NestedKey {
  /** The nested field: `detail` of `detail[0][src]`, `info` of `info.FAXSTATUS`. */
  readonly head: string;
  /** Which item of a list, by the number the sender gave it. */
  readonly index: string | null;
  /** The key inside the record; `null` where the part is the whole item. */
  readonly key: string | null;
}

/** Splits a bracket key (PHP, jQuery, qs) or a dot key (qs); `undefined` for any other, and for more levels than an event has. */
export function nestedKey(wireKey: string): NestedKey | undefined {
  const bracket = wireKey.indexOf('[');
  const at = bracket === -1 ? wireKey.indexOf('.') : bracket;
  if (at <= 0) return undefined;
  const steps = Array.from(
    wireKey.slice(at).matchAll(/\[([^[\]]*)\]|\.([^.[\]]+)/g),
    ([, inBrackets, behindDot]) => inBrackets ?? behindDot ?? '',
  );
  const [first, second, ...deeper] = steps;
  if (first === undefined || deeper.length > 0) return undefined;
  const head = wireKey.slice(0, at);
  if (/^\d+$/.test(first)) return { head, index: first, key: second ?? null };
  return second === undefined ? { head, index: null, key: first } : undefined;
}
