import { assertBounded, MAX_DEPTH, MAX_VALUES } from '../limits.js';
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
  if (text.length > MAX_VALUES || !isShallow(text)) assertBounded(value);
  return { value, valid: true };
}

/** Text with few opening brackets cannot be nested deeply: cheaper to know than to walk what was parsed. */
const isShallow = (text: string) => count(text, '{') + count(text, '[') <= MAX_DEPTH;

/** How often a character comes, counting no further than matters. */
function count(text: string, char: string): number {
  let found = 0;
  for (let at = text.indexOf(char); at !== -1 && found <= MAX_DEPTH; at = text.indexOf(char, at + 1)) found++;
  return found;
}
