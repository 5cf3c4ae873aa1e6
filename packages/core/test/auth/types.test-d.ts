/* Checked by tsc, never run: what must compile, and what must not. */
import type { Authenticator } from '../../src/auth/authenticator.js';
import { type BasicCredentials, type BasicLookup, basicAuth } from '../../src/auth/basic-auth.js';
import { allOf, anyOf } from '../../src/auth/combine.js';
import { headerToken } from '../../src/auth/header-token.js';
import { ipAllowList } from '../../src/auth/ip-allow-list.js';
import { queryToken } from '../../src/auth/query-token.js';
import type { TokenCredentials, TokenLookup } from '../../src/auth/tokens.js';

declare const env: string | undefined;
declare const pairs: readonly BasicCredentials[];
declare const tokens: readonly TokenCredentials[];
declare function findPbx(key: string): Promise<{ name: string; password: string } | null>;

export const fits: Authenticator[] = [
  basicAuth({ username: 'u', password: 'p' }),
  basicAuth({ username: 'u', password: 'p', source: 's' }),
  basicAuth(pairs),
  basicAuth([{ username: 'u', password: 'p' }] as const),
  basicAuth((username) => (username === 'u' ? { password: 'p' } : null)),
  basicAuth((username) =>
    username === 'u' ? [{ password: 'p', source: 's' }, { password: 'q' }] : undefined,
  ),
  basicAuth(async (username) => {
    const pbx = await findPbx(username);
    return pbx && { password: pbx.password, source: pbx.name };
  }),
  queryToken('api_key', 't'),
  queryToken('api_key', tokens),
  queryToken('api_key', ['t', { token: 'u', source: 's' }]),
  headerToken('x-token', { token: 't' }),
  headerToken('x-token', (token) => token === 't'),
  queryToken('api_key', async (token) => {
    const pbx = await findPbx(token);
    return pbx ? { source: pbx.name } : false;
  }),
  ipAllowList('10.0.0.0/8'),
  ipAllowList(['10.0.0.0/8', '::1'] as const, { source: 's' }),
  anyOf(
    ipAllowList('::1'),
    () => true,
    async () => ({ source: 's' }),
  ),
  allOf(...pairs.map((pair) => basicAuth(pair))),
];
export const lookup: BasicLookup = () => Promise.resolve(null);
export const decide: TokenLookup = () => ({ source: 's' });

// @ts-expect-error: a variable that may be unset
basicAuth({ username: 'u', password: env });
// @ts-expect-error: a variable that may be unset
queryToken('api_key', env);
// @ts-expect-error: no password
basicAuth({ username: 'u' });
// @ts-expect-error: not one argument each
basicAuth('u', 'p');
// @ts-expect-error: a lookup finds passwords, it does not decide
basicAuth((username) => username === 'u');
// @ts-expect-error: a lookup gives objects
basicAuth(async () => 'p');
// @ts-expect-error: no tokens
headerToken('x-token');
// @ts-expect-error: a lookup decides
headerToken('x-token', () => 'yes');
// @ts-expect-error: a source is text
queryToken('api_key', { token: 't', source: 5 });
// @ts-expect-error: an unknown option is a mistake
ipAllowList('::1', { name: 's' });
// @ts-expect-error: the authenticators one after the other, not a list
anyOf([ipAllowList('::1')]);
// @ts-expect-error: credentials are no authenticator
allOf({ username: 'u', password: 'p' });
// @ts-expect-error: nothing that decides
anyOf(() => 'yes');
