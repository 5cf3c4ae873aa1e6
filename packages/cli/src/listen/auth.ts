import { type Authenticator, basicAuth, queryToken } from '@simotel-hooks/core';

/** Who may deliver: the user name and password of the PBX's panel, a token in its address, or anybody. */
export type ListenAuth =
  | { readonly username: string; readonly password: string }
  | { readonly token: string; readonly tokenName: string }
  | false;

/**
 * Keys under which addresses are known to carry secrets (WF a). Whoever may deliver: what comes under them is shown to nobody,
 * because the PBX may carry a secret that is meant for the program behind `--forward`.
 */
const SECRETS = {
  query: ['token', 'api_key', 'api-key', 'apikey', 'access_token', 'secret', 'password'],
  headers: ['x-api-key', 'x-auth-token', 'x-simotel-token'],
};

/** The authenticator of a listener. It names each PBX by the address it calls from, so that calls of several are not mixed. */
export function authenticatorOf(auth: ListenAuth): Authenticator {
  const isAllowed = allowed(auth);
  const { query = [], headers = [] } = isAllowed.secrets ?? {};
  const authenticate: Authenticator = async (request) =>
    (await isAllowed(request)) !== false && { source: plainAddress(request.ip) ?? 'unknown' };
  return Object.assign(authenticate, {
    secrets: { query: [...SECRETS.query, ...query], headers: [...SECRETS.headers, ...headers] },
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
