import { parseArgs } from 'node:util';

/** The options that say something about the request, by their long names. */
const OF_REQUEST = {
  request: 'X',
  header: 'H',
  data: 'd',
  'data-ascii': undefined,
  'data-raw': undefined,
  'data-binary': undefined,
  'data-urlencode': undefined,
  json: undefined,
  form: 'F',
  'form-string': undefined,
  'upload-file': 'T',
  url: undefined,
  'url-query': undefined,
  'user-agent': 'A',
  referer: 'e',
} as const;

/** Switches that say something about the request. */
const SWITCHES = { get: 'G', head: 'I' } as const;

/** The rest of those that take a value, which must not be taken for the URL. Long ones of no short name, then those with one. */
const WITH_VALUE =
  `abstract-unix-socket aws-sigv4 cacert capath cert-type ciphers connect-timeout connect-to create-file-mode crlfile
  delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url ech engine expect100-timeout happy-eyeballs-timeout-ms
  haproxy-clientip hostpubmd5 hsts interface ip-tos keepalive-time keepalive-cnt key key-type krb limit-rate local-port login-options
  max-filesize max-redirs netrc-file noproxy oauth2-bearer output-dir parallel-max pass pinnedpubkey preproxy proto proto-default
  proto-redir proxy-cacert proxy-cert proxy-header proxy-key proxy-pass proxy1.0 pubkey random-file rate resolve retry retry-delay
  retry-max-time service-name socks4 socks4a socks5 socks5-hostname speed-limit stderr tls-max tls13-ciphers trace trace-ascii
  unix-socket variable vlan-priority`.split(/\s+/);
const WITH_VALUE_SHORT = {
  b: 'cookie',
  c: 'cookie-jar',
  C: 'continue-at',
  D: 'dump-header',
  E: 'cert',
  K: 'config',
  m: 'max-time',
  o: 'output',
  P: 'ftp-port',
  Q: 'quote',
  r: 'range',
  t: 'telnet-option',
  u: 'user',
  U: 'proxy-user',
  w: 'write-out',
  x: 'proxy',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
} as const;

/** An option of curl or, without a name, an argument. */
export interface CurlArgument {
  readonly name: keyof typeof OF_REQUEST | keyof typeof SWITCHES | undefined;
  readonly value: string;
}

/** The arguments that say something about the request, in the order in which they came. */
export function argumentsOf(words: readonly string[]): CurlArgument[] {
  const { tokens } = parseArgs({
    args: [...words],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens.flatMap((token): CurlArgument[] => {
    if (token.kind === 'positional') return [{ name: undefined, value: token.value }];
    if (token.kind !== 'option' || !isKnown(token.name)) return [];
    return [{ name: token.name, value: token.value ?? '' }];
  });
}

const isKnown = (name: string): name is keyof typeof OF_REQUEST | keyof typeof SWITCHES =>
  Object.hasOwn(OF_REQUEST, name) || Object.hasOwn(SWITCHES, name);

type Option = readonly [long: string, { type: 'string' | 'boolean'; short?: string }];

const OPTIONS = Object.fromEntries([
  ...Object.entries(OF_REQUEST).map(
    ([long, short]): Option => [long, { type: 'string', ...(short && { short }) }],
  ),
  ...Object.entries(SWITCHES).map(([long, short]): Option => [long, { type: 'boolean', short }]),
  ...WITH_VALUE.map((long): Option => [long, { type: 'string' }]),
  ...Object.entries(WITH_VALUE_SHORT).map(([short, long]): Option => [long, { type: 'string', short }]),
]);
