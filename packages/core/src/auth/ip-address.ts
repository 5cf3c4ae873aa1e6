/** The 16-bit groups of an address: two of IPv4, eight of IPv6. */
export type Address = readonly number[];

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/**
 * Reads an address in its usual form only: programs disagree on what `10.1`, `010.0.0.1` and `0x7f.0.0.1` mean.
 * An IPv4 address inside an IPv6 one (`::ffff:10.0.0.1`) is the IPv4 address.
 */
export function parseAddress(text: string): Address | undefined {
  // As dual-stack sockets report every IPv4 address; parseIpv6 would take longer to find the same.
  const groups = parseIpv4(text.startsWith('::ffff:') ? text.slice(7) : text) ?? parseIpv6(text);
  return groups !== undefined && isMapped(groups) ? groups.slice(6) : groups;
}

function isMapped(groups: Address): boolean {
  return groups.length === 8 && groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

function parseIpv4(text: string): Address | undefined {
  if (!IPV4.test(text)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

function parseIpv6(text: string): Address | undefined {
  const [left = '', right, more] = withoutDots(text).split('::');
  const head = parseGroups(left);
  const tail = parseGroups(right ?? '');
  if (head === undefined || tail === undefined || more !== undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

/** The last two groups may be written as an IPv4 address. */
function withoutDots(text: string): string {
  const start = text.lastIndexOf(':') + 1;
  const groups = parseIpv4(text.slice(start));
  if (groups === undefined) return text;
  return text.slice(0, start) + groups.map((group) => group.toString(16)).join(':');
}

function parseGroups(text: string): Address | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}
