import { usageError } from '../errors.js';
import { printable } from '../terminal/printable.js';
import { withHiddenSecrets } from './secrets.js';

/** A user name and password, for HTTP Basic. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where to send to. `credentials` and `path` hold secrets; `url` and `display` are to be shown. */
export interface Target {
  /** Without credentials, and without the values of tokens: `http://127.0.0.1:3000/call/?m=simotel&token=…`. */
  readonly url: string;
  /** The same, safe and short enough for a terminal. */
  readonly display: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query, byte for byte as they are to go out. */
  readonly path: string;
  /** What stood before the `@` of the URL. */
  readonly credentials: Credentials | null;
}

/**
 * Reads a URL as a user types it.
 *
 * @throws {CliError} Exit code 2, where it is not one of http or https.
 */
export function parseTarget(text: string): Target {
  const given = text.trim();
  const [scheme] = /^[a-z][a-z\d+.-]*:\/\//i.exec(given) ?? [];
  if (scheme === undefined) throw withoutScheme(given);
  if (!/^https?:/i.test(scheme)) {
    throw usageError(`${shown(given)} is of another kind than http and https. Write http://… or https://….`);
  }
  if (!URL.canParse(given)) throw usageError(`${shown(given)} is no URL. Write it as http://host:port/path.`);
  const { origin, pathname, search, username, password } = new URL(given);
  const credentials =
    username === '' && password === ''
      ? null
      : { username: unescaped(username), password: unescaped(password) };
  return targetOf(origin, pathname + search, credentials);
}

/**
 * The target of one delivery: its path behind the address, such as `''`, `'/NewState?exten=991'` or `'?a=1'`, is appended to the
 * path of the target, and its query to the query of the target. Nothing is escaped or put right, not even `?m=simotel?event_name=…`
 * (WF a).
 */
export function joinTarget(target: Target, relativePath: string): Target {
  const own = split(target.path);
  const more = split(relativePath);
  const isAddress = more.path === '' || more.path === '/';
  const slash = more.path.startsWith('/') ? '' : '/';
  const path = isAddress ? own.path : own.path.replace(/\/$/, '') + slash + more.path;
  const queries = [own.query, more.query].filter((query) => query !== undefined && query !== '');
  const hasQuery = own.query !== undefined || more.query !== undefined;
  return targetOf(target.origin, hasQuery ? `${path}?${queries.join('&')}` : path, target.credentials);
}

function targetOf(origin: string, path: string, credentials: Credentials | null): Target {
  const url = withHiddenSecrets(origin + path);
  return { url, display: printable(url, 300), origin, path, credentials };
}

function split(path: string): { path: string; query?: string } {
  const mark = path.indexOf('?');
  return mark === -1 ? { path } : { path: path.slice(0, mark), query: path.slice(mark + 1) };
}

function withoutScheme(given: string): Error {
  const address = given.replace(/^\/+/, '');
  if (!/^[^\s:]+(?::\d|[/?]|$)/.test(withoutUser(address))) {
    return usageError(`${shown(given)} is no URL. Write it as http://host:port/path.`);
  }
  return usageError(`${shown(given)} lacks its scheme. Write http://${printable(withoutUser(address), 200)}`);
}

const shown = (given: string) => (given === '' ? 'An empty text' : `"${printable(withoutUser(given), 200)}"`);

/** A mistyped URL may still hold credentials. */
const withoutUser = (url: string) => url.replace(/^((?:[a-z][a-z\d+.-]*:)?\/\/)?.*@/is, '$1');

/** Credentials of a URL are percent-encoded, and sometimes only half. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
