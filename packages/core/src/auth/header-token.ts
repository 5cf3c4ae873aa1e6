import type { Authenticator } from './authenticator.js';
import { readHeader } from './header.js';
import { invalid } from './option.js';
import { type Tokens, tokenCheck } from './tokens.js';

/**
 * Accepts deliveries with a token in a header. Simotel cannot send headers of your choice: this is for a proxy or gateway
 * in front of your program that adds one. Of an `Authorization` header, `Bearer ` before the token is left out.
 * The header is removed from `delivery.request`.
 *
 * @param name - The header; upper and lower case do not matter.
 * @param tokens - One, several (several PBXs, or old and new while one is replaced), or a function that decides.
 * Configured tokens are compared in a time that does not tell how much was right.
 * @throws {SimotelError} `OPTION_INVALID` at once for a name that no header can have, and for a token that is missing,
 * empty, or holds what headers do not carry: letters beyond ASCII, line ends, white space at its ends.
 *
 * @example
 * ```ts
 * headerToken('x-simotel-token', process.env.SIMOTEL_TOKEN ?? '');
 * headerToken('authorization', { token: gatewayToken, source: 'gateway' });
 * ```
 */
export function headerToken(name: string, tokens: Tokens): Authenticator {
  if (typeof name !== 'string' || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    throw invalid(
      'The first argument of headerToken must be the name of a header, such as "x-simotel-token".',
    );
  }
  const header = name.toLowerCase();
  const check = tokenCheck('headerToken', tokens, (token) => {
    assertCarried(token);
    if (header !== 'authorization' || !/^bearer\s/i.test(token)) return;
    throw invalid('Give headerToken the token without "Bearer ", which it leaves out of the header.');
  });
  const authenticate: Authenticator = ({ headers }) => {
    const value = readHeader(headers, header)?.trim();
    return (
      value !== undefined &&
      check(header === 'authorization' ? value.replace(/^bearer(?:\s+|$)/i, '') : value)
    );
  };
  return Object.assign(authenticate, { secrets: { headers: [header] } });
}

/** Such a token would never arrive, and nobody would know why. Often it is the line end of a file. */
function assertCarried(token: string): void {
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(token)) return;
  throw invalid(
    'A token of headerToken holds what a header does not carry: letters beyond ASCII, a line end, or white space at ' +
      'its beginning or end. If it comes from a file, trim it.',
  );
}
