import { readQuery } from '../fields/fields.js';
import type { Fields } from '../fields/record.js';
import { Reading } from '../reading.js';
import type { WebhookRequest } from '../request.js';
import { zoneOf } from '../zone.js';
import type { Authenticator } from './authenticator.js';
import { single } from './header.js';
import { assertText } from './option.js';
import { type Tokens, tokenCheck } from './tokens.js';

/** Characters of a query that are looked at before anybody is known to be trusted. */
const QUERY_LIMIT = 65_536;

/**
 * Accepts deliveries whose address carries a token: `https://example.com/simotel?api_key=…` in the panel of the PBX. It
 * suits a PBX whose user name and password are not to be had; otherwise prefer {@link basicAuth}, because addresses end
 * up in the access logs of servers and proxies. The token is removed from `raw.fields` and `delivery.request`.
 *
 * It is read by the rules of {@link decode}: also where the PBX appends a second `?` to such an address (WF a). A key
 * that comes several times with different values is refused, a query of more than 64 KiB too.
 *
 * @param name - The key in the query.
 * @param tokens - One, several (several PBXs, or old and new while one is replaced), or a function that decides.
 * Configured tokens are compared in a time that does not tell how much was right.
 * @throws {SimotelError} `OPTION_INVALID` at once for a name or token that is missing or empty.
 *
 * @example
 * ```ts
 * queryToken('api_key', process.env.SIMOTEL_TOKEN ?? '');
 * queryToken('api_key', [
 *   { token: tehranToken, source: 'tehran' },
 *   { token: shirazToken, source: 'shiraz' },
 * ]);
 * queryToken('api_key', async (token) => {
 *   const pbx = await findPbxByTokenHash(hash(token));
 *   return pbx ? { source: pbx.name } : false;
 * });
 * ```
 */
export function queryToken(name: string, tokens: Tokens): Authenticator {
  assertText(name, 'The first argument of queryToken, the key in the query,');
  const check = tokenCheck('queryToken', tokens);
  const authenticate: Authenticator = (request) => {
    const given = readToken(request, name);
    return given !== undefined && check(given);
  };
  return Object.assign(authenticate, { secrets: { query: [name] } });
}

function readToken({ path, query }: WebhookRequest, name: string): string | undefined {
  const target = typeof path === 'string' ? path : '';
  const mark = target.indexOf('?');
  try {
    const reading = new Reading(zoneOf('UTC'), QUERY_LIMIT, false);
    const found = [
      mark === -1 ? undefined : readQuery(target.slice(mark), reading),
      readQuery(query, reading),
    ].flatMap((fields) => valuesOf(fields, name));
    return single(found);
  } catch {
    // Too long, or too many values: nothing to look at any further.
    return undefined;
  }
}

const valuesOf = (fields: Fields | undefined, name: string): unknown =>
  fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : [];
