const LONGEST = 64;

/**
 * What a sender wrote, safe for a terminal: control characters (which could move the cursor or colour the rest
 * of the screen) and those that reverse the reading direction are escaped, and long text is cut.
 */
export function printable(text: string, longest = LONGEST): string {
  // Cut before anything else, so that a megabyte costs nothing; two code units may be one character.
  const characters = [...text.slice(0, 2 * longest + 2)];
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
  return short.replace(CONTROLS, escaped);
}

/** A value as JSON in one line, as safe: inside its texts the same escapes mean the same characters. */
export const jsonLine = (value: object): string => JSON.stringify(value).replace(CONTROLS, escaped);

const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
