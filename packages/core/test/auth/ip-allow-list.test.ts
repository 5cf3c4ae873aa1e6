import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/auth/ip-address.js';
import { ipAllowList } from '../../src/auth/ip-allow-list.js';
import { mistakeOf, request, untyped } from './support.js';

const allows = (ranges: string | readonly string[], ip: string) => ipAllowList(ranges)(request({ ip }));

it.each([
  ['192.0.2.7', '192.0.2.7', true],
  ['192.0.2.7', '192.0.2.8', false],
  ['192.0.2.7', '::ffff:192.0.2.7', true],
  ['192.0.2.7', '::FFFF:c000:0207', true],
  ['192.0.2.7', '0:0:0:0:0:ffff:192.0.2.7', true],
  ['192.0.2.7', '::192.0.2.7', false],
  ['192.0.2.7', '::ffff:0:192.0.2.7', false],
  ['192.0.2.7', '64:ff9b::192.0.2.7', false],
  ['192.0.2.7', '1::ffff:192.0.2.7', false],
  ['192.0.2.7', '0:0:0:0:1:ffff:c000:207', false],
  ['::ffff:192.0.2.7', '192.0.2.7', true],
  ['::ffff:192.0.2.7', '::ffff:c000:207', true],
  ['::ffff:10.0.0.0/104', '10.9.9.9', true],
  ['::ffff:10.0.0.0/104', '11.0.0.0', false],
  ['10.0.0.0/8', '10.255.255.255', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.0.0.0/8', '9.255.255.255', false],
  ['10.0.0.0/8', '::ffff:10.1.2.3', true],
  ['10.0.0.1/8', '10.200.0.0', true],
  ['192.168.1.130/25', '192.168.1.127', false],
  ['192.168.1.130/25', '192.168.1.128', true],
  ['10.0.0.0/31', '10.0.0.1', true],
  ['10.0.0.0/31', '10.0.0.2', false],
  ['10.0.0.1/32', '10.0.0.1', true],
  ['10.0.0.1/32', '10.0.0.0', false],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['::/0', '2001:db8::1', true],
  ['::/0', '203.0.113.9', false],
  ['::/0', '::ffff:203.0.113.9', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::', false],
  ['2001:DB8::7', '2001:0db8:0:0:0:0:0:7', true],
  ['2001:db8::7/128', '2001:db8::8', false],
  ['fe80::/10', 'fe80::1%eth0', true],
  ['fe80::1', 'fe80::1%eth0.100', true],
  ['fe80::1', 'fe80::2%eth0', false],
  ['10.0.0.1', '::ffff:10.0.0.1%5', true],
  [' 10.0.0.0/8 ', '10.0.0.1', true],
])('%s and %s: %s', (range, ip, result) => {
  expect(allows(range, ip)).toBe(result);
});

it('looks at every range', () => {
  const ranges = ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7'];
  for (const ip of ['10.0.0.1', '2001:db8::1', '192.0.2.7']) expect(allows(ranges, ip)).toBe(true);
  expect(allows(ranges, '192.0.2.8')).toBe(false);
});

it('names the source', () => {
  const named = ipAllowList(['10.0.0.0/8'], { source: 'tehran' });
  expect(named(request({ ip: '10.0.0.1' }))).toEqual({ source: 'tehran' });
  expect(named(request({ ip: '11.0.0.1' }))).toBe(false);
  expect(ipAllowList('10.0.0.0/8', {})(request({ ip: '10.0.0.1' }))).toBe(true);
});

it.each([
  undefined,
  null,
  '',
  ' ',
  'localhost',
  'unknown',
  '10',
  '10.1',
  '10.0.1',
  '10.0.0.1.1',
  '10.0.0.',
  '.10.0.0.1',
  '10.0.0.256',
  '10.0.0.01',
  '010.0.0.1',
  '0x0a.0.0.1',
  '0xa000001',
  '167772161',
  '10.0.0.1/32',
  '10.0.0.1:5060',
  ' 10.0.0.1',
  '10.0.0.1\n',
  '10.0.0.1, 10.0.0.2',
  '10.0.0.1%eth0',
  '١٠.٠.٠.١',
  '[::1]',
  ':::',
  '::1::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '::12345',
  '::g',
  ':1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:',
  '::ffff:10.1',
  '::ffff:010.0.0.1',
  '::ffff:10.0.0.256',
  '::10.0.0.1:1',
  '10.0.0.1::',
  '::1%',
  '%eth0',
  '::ffff:::ffff:10.0.0.1',
  '::ffff:1::10.0.0.1',
  '::ffff:',
  '::ffff100.10.0.10',
  '::10.0.0',
  5,
  ['10.0.0.1'],
  {},
])('refuses the address %j', (ip) => {
  const everybody = ipAllowList(['0.0.0.0/0', '::/0']);
  expect(everybody(request({ ip: untyped<string>(ip) }))).toBe(false);
});

it('believes no header and no query', () => {
  const own = ipAllowList('10.0.0.1');
  const headers = { 'x-forwarded-for': '10.0.0.1', 'x-real-ip': '10.0.0.1', forwarded: 'for=10.0.0.1' };
  expect(own(request({ headers, query: { ip: '10.0.0.1' } }))).toBe(false);
  expect(own(request({ headers, ip: '10.0.0.2' }))).toBe(false);
});

describe('as Node.js sees it', () => {
  const hex = fc.nat({ max: 0xffff }).map((group) => group.toString(16));
  const ipv6 = fc.oneof(
    fc.ipV6(),
    fc
      .array(fc.oneof(fc.constant('0'), hex), { minLength: 8, maxLength: 8 })
      .map((groups) => groups.join(':')),
  );
  const mapped = fc.oneof(
    fc.ipV4().map((ip) => `::ffff:${ip}`),
    fc.tuple(hex, hex).map(([high, low]) => `::ffff:${high}:${low}`),
  );
  const address = fc.oneof(fc.ipV4(), ipv6, mapped);
  const piece = fc.constantFrom(
    ':',
    '::',
    '.',
    '0',
    '1',
    '00',
    'f',
    'ffff',
    '::ffff:',
    '10.0.0.1',
    '255',
    '256',
    '%',
    '/',
    ' ',
    'g',
  );
  const almost = fc.oneof(
    address,
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.tuple(address, fc.nat(), piece).map(([text, at, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place);
    }),
    fc.tuple(address, fc.nat()).map(([text, at]) => {
      const place = at % text.length;
      return text.slice(0, place) + text.slice(place + 1);
    }),
  );

  it('reads the same texts as addresses', () => {
    fc.assert(
      fc.property(almost, (text) => {
        fc.pre(!text.includes('%'));
        expect(parseAddress(text) !== undefined, text).toBe(isIP(text) !== 0);
      }),
      { numRuns: 3000 },
    );
  });

  const familyOf = (text: string) => (isIP(text) === 4 ? 'ipv4' : 'ipv6');
  const isIpv4 = (text: string) => parseAddress(text)?.length === 2;

  /** The address whose groups are these, with one bit changed. */
  function neighbour(text: string, bit: number): string {
    const groups = [...(parseAddress(text) ?? [])];
    const at = bit % (16 * groups.length);
    groups[at >> 4] = (groups[at >> 4] ?? 0) ^ (0x8000 >> (at & 15));
    const [high = 0, low = 0] = groups;
    return groups.length === 2
      ? [high >> 8, high & 255, low >> 8, low & 255].join('.')
      : groups.map((group) => group.toString(16)).join(':');
  }

  it('finds the same addresses in a range', () => {
    fc.assert(
      fc.property(address, fc.nat(), fc.nat(), address, (base, length, bit, other) => {
        const [least, most] = familyOf(base) === 'ipv4' ? [0, 32] : [isIpv4(base) ? 96 : 0, 128];
        const prefix = least + (length % (most - least + 1));
        const list = new BlockList();
        list.addSubnet(base, prefix, familyOf(base));
        const auth = ipAllowList(`${base}/${prefix}`);
        for (const ip of [base, neighbour(base, bit), other]) {
          // BlockList counts IPv4 addresses to "::/0", which here are not.
          const expected = isIpv4(ip) === isIpv4(base) && list.check(ip, familyOf(ip));
          expect(auth(request({ ip })), `${ip} in ${base}/${prefix}`).toBe(expected);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws, whatever the address', () => {
    const everybody = ipAllowList(['0.0.0.0/0', '::/0']);
    fc.assert(
      fc.property(fc.oneof(almost, fc.string({ unit: 'binary' }), fc.anything()), (ip) => {
        expect(everybody(request({ ip: untyped<string>(ip) }))).toBeTypeOf('boolean');
      }),
    );
  });
});

describe('mistakes at the start', () => {
  it.each([
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0/ 8',
    '::/129',
    '2001:db8::/x',
    '10.1',
    '0x7f.0.0.1',
    '010.0.0.1',
    '10.0.0.*',
    '10.0.0.1-10.0.0.9',
    'pbx.example.com',
    'fe80::1%eth0',
    '10.0.0.1:80',
    '10.0.0.1,10.0.0.2',
    '/8',
    '::ffff:10.0.0.0/8',
    '::ffff:0:0/95',
  ])('the range %j', (range) => {
    const message = mistakeOf(() => ipAllowList(['10.0.0.0/8', range]));
    expect(message).toContain(JSON.stringify(range));
    expect(message).toContain('CIDR');
  });

  it.each<[string, unknown, RegExp]>([
    ['no ranges', undefined, /range given to ipAllowList is missing.*environment/],
    ['an empty range', '', /range given to ipAllowList is empty/],
    ['white space', ' ', /cannot read the range " "/],
    ['an empty list', [], /empty, which would refuse every delivery/],
    ['a number in a list', ['10.0.0.1', 5], /at index 1 of the list .* not text/],
  ])('%s', (_, ranges, message) => {
    expect(mistakeOf(() => ipAllowList(untyped<string>(ranges)))).toMatch(message);
  });

  it('an empty source', () => {
    expect(mistakeOf(() => ipAllowList('10.0.0.1', { source: '' }))).toMatch(
      /source given to ipAllowList is empty/,
    );
  });
});
