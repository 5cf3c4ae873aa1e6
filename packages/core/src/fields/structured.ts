import { assertBounded, MAX_VALUES } from '../limits.js';
import { parseLiteral } from './literal.js';

/**
 * Reads JSON, or what {@link parseLiteral} can make of it.
 *
 * @param exact - Keep the text of numbers that conversion would change.
 * @returns The value, and whether the text was valid JSON.
 * @throws {LiteralError} where the text cannot be read.
 */
export function parseStructured(text: string, exact: boolean): { value: unknown; valid: boolean } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { value: parseLiteral(text), valid: false };
  }
  if (exact) return { value: parseLiteral(text), valid: true };
  // Flat and short, the common case, needs no walk.
  if (text.length > MAX_VALUES || text.includes('[') || text.includes('{', 1)) assertBounded(value);
  return { value, valid: true };
}
