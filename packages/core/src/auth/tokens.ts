import type { AuthResult } from './authenticator.js';
import { type Known, match } from './compare.js';
import { accepted, assertText, invalid, isObject, readEach } from './option.js';

/** A token that may be used. */
export interface TokenCredentials {
  /** Any text but the empty one. */
  token: string;
  /** Names the PBX: `delivery.source` of what it sends. */
  source?: string;
}

/**
 * Decides about a token that arrived: `false`, `true`, or `{ source }`. It may ask a database. Look up a hash of the
 * token rather than the token itself: databases compare with an early exit too.
 */
export type TokenLookup = (token: string) => AuthResult | Promise<AuthResult>;

/** One token, several, or the function that decides. */
export type Tokens = string | TokenCredentials | readonly (string | TokenCredentials)[] | TokenLookup;

type Check = (given: string) => AuthResult | Promise<AuthResult>;

/**
 * What compares a token that arrived with those configured.
 *
 * @param owner - The function that was called, for messages.
 * @param assertFits - Throws if a token could never arrive.
 */
export function tokenCheck(owner: string, tokens: Tokens, assertFits?: (token: string) => void): Check {
  if (typeof tokens === 'function') return (given) => given !== '' && tokens(given);
  const known = readEach<string | TokenCredentials, Known>(tokens, owner, (entry, place) => {
    const { token, source } = toCredentials(entry, owner);
    assertText(token, `The token ${place}`);
    assertFits?.(token);
    return { expected: token, success: accepted(source, `The source ${place}`) };
  });
  return (given) => match(given, known);
}

function toCredentials(entry: string | TokenCredentials, owner: string): TokenCredentials {
  if (isObject(entry)) return entry;
  // Also where nothing arrived: the message about a missing token is the one that helps then.
  if (typeof entry === 'string' || entry === undefined || entry === null) return { token: entry };
  throw invalid(
    `${owner} takes a token, { token, source }, a list of these, or a function that decides about a token.`,
  );
}
