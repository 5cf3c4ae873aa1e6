import { SimotelError } from './error.js';

/** Documented payloads nest two levels; nothing honest comes near this. */
export const MAX_DEPTH = 32;
/** Keys and list items in one delivery, at every level together. */
export const MAX_VALUES = 10_000;

export const tooDeep = () =>
  new SimotelError('BODY_MALFORMED', `The delivery is nested deeper than ${MAX_DEPTH} levels.`);

export const tooMany = () =>
  new SimotelError('BODY_TOO_LARGE', `The delivery has more than ${MAX_VALUES} values.`);

/** Refuses a parsed value that is too deep or too wide; also ends on cyclic objects. */
export function assertBounded(value: unknown): void {
  let left = MAX_VALUES;
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (depth > MAX_DEPTH) throw tooDeep();
    const items = Array.isArray(value) ? value : Object.values(value);
    left -= items.length;
    if (left < 0) throw tooMany();
    for (const item of items) visit(item, depth + 1);
  };
  visit(value, 1);
}
