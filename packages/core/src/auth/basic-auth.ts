import type { Authenticator, AuthResult } from './authenticator.js';
import { fromBinary, toBinary } from './binary.js';
import { type Known, match } from './compare.js';
import { readHeader } from './header.js';
import { accepted, assertText, invalid, isList, isObject, readEach } from './option.js';
import { isPromise } from './promise.js';

/** A password that may be used. */
export interface BasicSecret {
  /** Any text but the empty one; `:` and letters of any script are allowed. */
  password: string;
  /** Names the PBX: `delivery.source` of what it sends. */
  source?: string;
}

/** The user name and password that are configured in a PBX. */
export interface BasicCredentials extends BasicSecret {
  /** Any text but the empty one, without `:`. */
  username: string;
}

/** The password of a user name, several while one replaces another, or nothing for an unknown user name. */
export type BasicLookupResult = BasicSecret | readonly BasicSecret[] | null | undefined;

/** Finds the password of a user name. It is asked for every delivery with credentials, and may ask a database. */
export type BasicLookup = (username: string) => BasicLookupResult | Promise<BasicLookupResult>;

/** Takes `username:password`, each character a byte of its UTF-8. */
type Check = (given: string) => AuthResult | Promise<AuthResult>;

/**
 * Accepts deliveries with a user name and password, which is what Simotel itself can send (WF a): they stand in the
 * panel beside the address. Use HTTPS, since they are readable on the way otherwise.
 *
 * Several credentials in a list serve several PBXs, or an old password and the new one while it is replaced. With many
 * PBXs, give a function that looks the user name up; it stays synchronous if the function is. Comparing takes the
 * same time however much of a password is right, and whether the user name is known; how long your function takes
 * for each is up to you.
 *
 * @throws {SimotelError} `OPTION_INVALID` at once for a user name or password that is missing or empty, or a `:` in a
 * user name; at a delivery if the function finds something without a password.
 *
 * @example
 * ```ts
 * basicAuth({ username: 'simotel', password: process.env.SIMOTEL_PASSWORD ?? '' });
 * basicAuth([
 *   { username: 'tehran', password: tehranPassword, source: 'tehran' },
 *   { username: 'shiraz', password: shirazPassword, source: 'shiraz' },
 * ]);
 * basicAuth(async (username) => {
 *   const pbx = await findPbx(username);
 *   return pbx && { password: pbx.password, source: pbx.name };
 * });
 * ```
 */
export function basicAuth(
  credentials: BasicCredentials | readonly BasicCredentials[] | BasicLookup,
): Authenticator {
  const check = typeof credentials === 'function' ? checkBy(credentials) : checkAgainst(credentials);
  return ({ headers }) => {
    const header = readHeader(headers, 'authorization');
    const given = header === undefined ? undefined : decodeBasic(header);
    return given !== undefined && check(given);
  };
}

function decodeBasic(header: string): string | undefined {
  // As nearly everybody writes it; a regular expression would cost as much as all the rest.
  const encoded = header.startsWith('Basic ') ? header.slice(6) : /^\s*basic\s(.*)$/is.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  try {
    // White space and missing padding do not trouble it.
    return atob(encoded);
  } catch {
    return undefined;
  }
}

function checkAgainst(credentials: BasicCredentials | readonly BasicCredentials[]): Check {
  const known = readEach(credentials, 'basicAuth', prepare);
  return (given) => match(given, known);
}

function prepare(credentials: BasicCredentials, place: string): Known {
  if (!isObject(credentials)) {
    throw invalid(
      'basicAuth takes { username, password }, a list of these, or a function that finds the password of a user name.',
    );
  }
  const { username, password, source } = credentials;
  assertText(username, `The username ${place}`);
  if (username.includes(':')) {
    throw invalid(`The username ${place} contains ":", which HTTP Basic does not allow; choose another one.`);
  }
  assertText(password, `The password ${place}`);
  return { expected: toBinary(`${username}:${password}`), success: accepted(source, `The source ${place}`) };
}

function checkBy(lookup: BasicLookup): Check {
  return (given) => {
    const colon = given.indexOf(':');
    const username = colon === -1 ? undefined : fromBinary(given.slice(0, colon));
    if (username === undefined) return false;
    const password = given.slice(colon + 1);
    const found = lookup(username);
    return isPromise(found)
      ? Promise.resolve(found).then((late) => checkPassword(password, late))
      : checkPassword(password, found);
  };
}

/** Compared with where there is no such user name, so that this takes no less time. */
const NOBODY: BasicSecret = { password: 'a password of usual length' };

function checkPassword(given: string, found: BasicLookupResult): AuthResult {
  const secrets = found === undefined || found === null ? [] : isList(found) ? found : [found];
  const isUnknown = secrets.length === 0;
  const result = match(given, (isUnknown ? [NOBODY] : secrets).map(prepareFound));
  return !isUnknown && result;
}

function prepareFound(secret: BasicSecret): Known {
  if (!isObject(secret)) {
    throw invalid('The function given to basicAuth must return { password }, a list of these, or null.');
  }
  const place = 'found by the function given to basicAuth';
  assertText(secret.password, `The password ${place}`);
  return { expected: toBinary(secret.password), success: accepted(secret.source, `The source ${place}`) };
}
