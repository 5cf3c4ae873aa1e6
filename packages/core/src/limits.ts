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
  visit(value, 1, MAX_VALUES);
}

/** @returns How many values are left of those allowed. */
function visit(value: unknown, depth: number, allowed: number): number {
  if (typeof value !== 'object' || value === null) return allowed;
  if (depth > MAX_DEPTH) throw tooDeep();
  let left = allowed;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (--left < 0) throw tooMany();
    if (typeof item === 'object') left = visit(item, depth + 1, left);
  }
  return left;
}
