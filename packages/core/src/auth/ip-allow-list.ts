import type { Authenticator } from './authenticator.js';
import { type Address, parseAddress } from './ip-address.js';
import { contains, parseRange, type Range } from './ip-range.js';
import { accepted, assertText, invalid, readEach } from './option.js';

/** Options of {@link ipAllowList}. */
export interface IpAllowListOptions {
  /** Names the PBX: `delivery.source` of what it sends. */
  source?: string;
}

/**
 * Accepts deliveries from certain addresses. It proves little by itself, since others may share the address: combine it
 * with {@link basicAuth} by {@link allOf}.
 *
 * Only `request.ip` counts, the address as your framework reports it, never a header. Behind a proxy, tell the framework
 * to trust that proxy (`trust proxy` of Express, `trustProxy` of Fastify), or the address is always the proxy's. A
 * delivery without a readable address is refused.
 *
 * @param ranges - IPv4 and IPv6 addresses, and networks in CIDR notation: `'192.0.2.7'`, `'10.0.0.0/8'`, `'fd00::/8'`.
 * IPv4 is meant however it arrives, also as `::ffff:10.0.0.1`; `::/0` is all of IPv6 and no IPv4. Zones of addresses
 * (`fe80::1%eth0`) do not matter.
 * @throws {SimotelError} `OPTION_INVALID` at once for a range that cannot be read, and for an empty list.
 *
 * @example
 * ```ts
 * ipAllowList('192.0.2.7');
 * allOf(ipAllowList(['10.0.0.0/8', 'fd00::/8']), basicAuth({ username, password, source: 'tehran' }));
 * ```
 */
export function ipAllowList(
  ranges: string | readonly string[],
  { source }: IpAllowListOptions = {},
): Authenticator {
  const allowed = readEach(ranges, 'ipAllowList', toRange);
  const success = accepted(source, 'The source given to ipAllowList');
  return ({ ip }) => {
    const address = toAddress(ip);
    return address !== undefined && allowed.some((range) => contains(range, address)) && success;
  };
}

function toRange(text: string, place: string): Range {
  assertText(text, `The range ${place}`);
  const range = parseRange(text);
  if (range !== undefined) return range;
  throw invalid(
    `ipAllowList cannot read the range ${JSON.stringify(text)}. Use an IPv4 or IPv6 address such as "192.0.2.7" or ` +
      '"2001:db8::7", or a network in CIDR notation such as "10.0.0.0/8" or "fd00::/8"; no host names, no masks such as ' +
      '255.0.0.0, no short, octal or hexadecimal IPv4, no zones.',
  );
}

function toAddress(ip: string | undefined): Address | undefined {
  if (typeof ip !== 'string') return undefined;
  const [address = '', zone] = ip.split('%', 2);
  if (zone !== undefined && (zone === '' || !address.includes(':'))) return undefined;
  return parseAddress(address);
}
