/**
 * What authenticates a delivery (WF a): the user name and password of the panel, sent as HTTP Basic in UTF-8; a
 * token in the query of the address; or headers, which only a proxy in front of the program can add.
 */
export type RequestAuth =
  | { readonly username: string; readonly password: string }
  | { readonly query: Readonly<Record<string, string>> }
  | { readonly headers: Readonly<Record<string, string>> };

/** The headers of an authentication, names in lower case. */
export function authHeaders(auth: RequestAuth | undefined): Record<string, string> {
  if (auth === undefined || 'query' in auth) return {};
  if ('headers' in auth) {
    return Object.fromEntries(
      Object.entries(auth.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
  }
  const credentials = Buffer.from(`${auth.username}:${auth.password}`, 'utf8').toString('base64');
  return { authorization: `Basic ${credentials}` };
}

/** What an authentication adds to the query of the address. */
export function authQuery(auth: RequestAuth | undefined): string {
  return auth !== undefined && 'query' in auth ? new URLSearchParams(auth.query).toString() : '';
}
