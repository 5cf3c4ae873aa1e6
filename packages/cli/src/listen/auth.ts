import { type Authenticator, basicAuth, queryToken } from '@simotel-hooks/core';
import { SECRET_HEADERS } from '../http/secrets.js';

/** Who may deliver: the user name and password of the PBX's panel, a token in its address, or anybody. */
export type ListenAuth =
  | { readonly username: string; readonly password: string }
  | { readonly token: string; readonly tokenName: string }
  | false;

/** The authenticator of a listener. It names each PBX by the address it calls from, so that calls of several are not mixed. */
export function authenticatorOf(auth: ListenAuth): Authenticator {
  const isAllowed = allowed(auth);
  const { query = [], headers = [] } = isAllowed.secrets ?? {};
  const authenticate: Authenticator = async (request) =>
    (await isAllowed(request)) !== false && { source: plainAddress(request.ip) ?? 'unknown' };
  return Object.assign(authenticate, {
    secrets: { query, headers: [...SECRET_HEADERS, ...headers] },
  });
}

function allowed(auth: ListenAuth): Authenticator {
  if (auth === false) return () => true;
  if ('username' in auth) return basicAuth(auth);
  return queryToken(auth.tokenName, auth.token);
}

/** IPv4 as it is written, also where the socket speaks IPv6. */
export function plainAddress(ip: string | undefined): string | null {
  return ip?.replace(/^::ffff:(?=\d+\.)/, '') ?? null;
}
