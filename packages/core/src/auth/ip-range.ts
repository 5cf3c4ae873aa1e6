import { type Address, parseAddress } from './ip-address.js';

/** The addresses that begin with the same bits. */
export interface Range {
  readonly groups: Address;
  /** How many bits of the groups count. */
  readonly bits: number;
}

/** Reads an address or a network in CIDR notation; bits behind those that count may be set, they do not matter. */
export function parseRange(text: string): Range | undefined {
  const [address = '', length, more] = text.trim().split('/');
  const groups = parseAddress(address);
  if (groups === undefined || more !== undefined) return undefined;
  const written = address.includes(':') ? 128 : 32;
  if (length !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const all = 16 * groups.length;
  // An IPv4 address inside an IPv6 one: 96 bits say that it is one. Fewer would mean much more than IPv4 addresses.
  const bits = (length === undefined ? written : Number(length)) - (written - all);
  return bits >= 0 && bits <= all ? { groups, bits } : undefined;
}

/** Whether an address is in a range. No IPv4 address is in a range of IPv6, not even in `::/0`. */
export function contains({ groups, bits }: Range, address: Address): boolean {
  return (
    groups.length === address.length &&
    groups.every((group, index) => {
      const free = Math.min(Math.max(16 * (index + 1) - bits, 0), 16);
      return group >> free === (address[index] ?? 0) >> free;
    })
  );
}
