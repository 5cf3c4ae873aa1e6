import { fold } from '../fold.js';
import { type Field, field } from './field.js';
import { readText } from './text.js';

/** The known values of an enumeration, with autocompletion, and any other text. */
export type OpenChoice<T extends string> = T | (string & {});

/**
 * An open enumeration: known spellings become the known value whatever their case, spaces and punctuation;
 * anything else passes as it is.
 *
 * @param aliases - Spellings that folding does not catch, in lower case without punctuation.
 */
export function choice<T extends string>(
  values: readonly T[],
  aliases: Readonly<Record<string, NoInfer<T>>> = {},
): (...keys: [string, ...string[]]) => Field<OpenChoice<T>> {
  const known = new Map<string, T>(Object.entries(aliases));
  for (const value of values) known.set(value, value).set(fold(value), value);
  return (...keys) =>
    field(
      'choice',
      (value, reading, key) => {
        const text = readText(value, reading, key);
        if (text === undefined) return undefined;
        return known.get(text) ?? known.get(fold(text)) ?? text;
      },
      keys,
      { values },
    );
}
