/** A key or id as it is in the file: SQLite's text ends at U+0000 and replaces halves of surrogate pairs, JSON's does not. */
export const keyText = (key: string): string => JSON.stringify(key);
