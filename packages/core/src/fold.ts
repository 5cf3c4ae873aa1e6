/** A spelling without case, spaces and punctuation: `No Answered` and `NO_ANSWERED` are one. */
export const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
