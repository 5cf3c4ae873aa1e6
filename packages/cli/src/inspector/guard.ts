import type { IncomingMessage } from 'node:http';

/** On every answer. The policy lets the page load nothing but its own two files and talk to nobody but this server. */
export const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

const OWN_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Why a request must not be answered, or `undefined`. A page of somebody else can make a browser of this machine send requests
 * here: under a name of its own that it points to this machine (DNS rebinding), or as a form.
 */
export function refusalOf({ method, headers }: IncomingMessage): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site = 'same-origin', 'content-type': type = '' } = headers;
  if (!OWN_HOST.test(host)) {
    return 'The inspector is only there for this machine: open it by the address that was printed, or through a tunnel (ssh -L).';
  }
  if (method === 'GET' || method === 'HEAD') return undefined;
  const isOwn = (origin === undefined || origin === `http://${host}`) && site === 'same-origin';
  if (!isOwn) return 'Only the page of the inspector itself may do this.';
  return /^application\/json\b/i.test(type) ? undefined : 'The content type has to be application/json.';
}
