/** Keys of a query that are known to carry secrets (WF a), without case, dashes and brackets. */
const KEYS = new Set(['token', 'apikey', 'accesstoken', 'secret', 'password']);

/** Headers that may carry secrets beside those of HTTP itself; `referer` is an address, with a query of its own. */
export const SECRET_HEADERS = ['x-api-key', 'x-auth-token', 'x-simotel-token', 'referer'];

const PAIR = /([?&])([^?&=#]*)=([^?&#]*)/g;

/** An address or path without such pairs. A second `?` begins pairs of its own, as it does for the decoder (WF a). */
export function withoutSecrets(path: string): string {
  const kept = path.replace(PAIR, (pair, mark: string, key: string) => {
    if (!isSecret(key)) return pair;
    return mark === '?' ? '?' : '';
  });
  return kept === path ? path : kept.replace(/\?&/g, '?').replace(/\?$/, '');
}

/** An address that still says that there is one. */
export const withHiddenSecrets = (address: string): string =>
  address.replace(PAIR, (pair, mark: string, key: string) => (isSecret(key) ? `${mark}${key}=…` : pair));

function isSecret(key: string): boolean {
  return KEYS.has(unescaped(key).toLowerCase().replace(/\[.*$/s, '').replace(/[-_]/g, ''));
}

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
