import type { PlainRequest } from '../delivery/delivery.js';

const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** A request that was read from text, without the credentials in its headers. A header that repeats becomes a list. */
export function plainRequest(
  method: string,
  path: string,
  headers: Iterable<readonly [name: string, value: string]>,
  body: Uint8Array,
): PlainRequest {
  const kept = new Map<string, string | string[]>();
  for (const [given, value] of headers) {
    const name = given.toLowerCase();
    if (CREDENTIALS.has(name)) continue;
    const present = kept.get(name);
    if (Array.isArray(present)) present.push(value);
    else kept.set(name, present === undefined ? value : [present, value]);
  }
  return { method: method.toUpperCase(), path, headers: Object.fromEntries(kept), body, ip: null };
}

/**
 * Path and query of an address, byte for byte: `URL` would escape and normalise them. Scheme, host, credentials and fragment are
 * left out; where there is no scheme, a text that does not begin with `/` or `?` begins with a host.
 */
export function pathOf(address: string): string {
  const withoutFragment = address.split('#', 1).join('');
  if (/^[/?]/.test(withoutFragment)) return withoutFragment;
  const behindScheme = withoutFragment.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  const start = behindScheme.search(/[/?]/);
  return start === -1 ? '/' : behindScheme.slice(start);
}
