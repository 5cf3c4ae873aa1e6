import { printable } from './terminal/printable.js';

/** What a user is told instead of a stack. The message says what to do and never contains credentials. */
export class CliError extends Error {
  override readonly name = 'CliError';
  /** 1: the work failed. 2: the command line is wrong. */
  readonly exitCode: 1 | 2;

  constructor(message: string, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.exitCode = options.exitCode ?? 1;
  }
}

/** A command line that cannot work. */
export const usageError = (message: string, cause?: unknown) => new CliError(message, { exitCode: 2, cause });

/** Why a request to `url` got no answer. */
export function connectionError(cause: unknown, url: string | URL): CliError {
  const where = placeOf(url);
  if (where === undefined) {
    return usageError('This is no URL. Write it as http://host:port/path.', cause);
  }
  return new CliError(reasonOf(cause, where), { cause });
}

/** Whether `error` says that nobody listens where something was sent: the next attempt will fail as well. */
export const isConnectionRefused = (error: unknown) =>
  error instanceof CliError && codeOf(error.cause) === 'ECONNREFUSED';

/** Why a file or folder cannot be read or written. */
export function fileError(cause: unknown, path: string): CliError {
  const file = printable(path, 300);
  const says = FILE_ERRORS.get(codeOf(cause));
  return new CliError(says?.(file) ?? `${file} cannot be used: ${messageOf(cause)}.`, { cause });
}

const FILE_ERRORS = new Map<string, (file: string) => string>([
  ['ENOENT', (file) => `There is no ${file}. Check the path.`],
  ['ENOTDIR', (file) => `A part of ${file} is a file, not a folder. Check the path.`],
  ['EISDIR', (file) => `${file} is a folder. Name a file.`],
  ['EEXIST', (file) => `${file} is there already. Choose another name, or remove it.`],
  ['EACCES', (file) => `${file} may not be used by you. Change its permissions.`],
  ['EPERM', (file) => `${file} may not be used by you. Change its permissions.`],
  ['ENOSPC', (file) => `There is no space left for ${file}. Free some, or choose another disk.`],
]);

const NO_ROUTE = ({ host }: Place) =>
  `${host} cannot be reached from here. Check the address and the network.`;
const UNKNOWN_HOST = ({ host }: Place) => `Nobody knows the host ${host}. Check its name.`;
const HUNG_UP = ({ host, port }: Place) =>
  `${host}:${port} closed the connection without an answer. Check that it speaks HTTP, and that the scheme (http or https) is right.`;
const NO_TLS = ({ host, port }: Place) =>
  `${host}:${port} does not speak TLS. Write http:// instead of https://.`;
const UNTRUSTED = ({ host }: Place) =>
  `The certificate of ${host} is not trusted. If it is your own, put the file of its CA into the environment variable NODE_EXTRA_CA_CERTS.`;

const CONNECTION_ERRORS = new Map<string, (place: Place) => string>([
  [
    'ECONNREFUSED',
    ({ host, port }) => `Nothing listens on ${host}:${port}. Start the receiver, or correct the address.`,
  ],
  ['ENOTFOUND', UNKNOWN_HOST],
  ['EAI_AGAIN', ({ host }) => `The name ${host} cannot be looked up now. Check the network.`],
  ['EHOSTUNREACH', NO_ROUTE],
  ['ENETUNREACH', NO_ROUTE],
  ['ETIMEDOUT', ({ host, port }) => `${host}:${port} did not answer in time. Check that it is running.`],
  ['ECONNRESET', HUNG_UP],
  ['EPIPE', HUNG_UP],
  ['EPROTO', NO_TLS],
  ['ERR_SSL_WRONG_VERSION_NUMBER', NO_TLS],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', NO_TLS],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', UNTRUSTED],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNTRUSTED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNTRUSTED],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNTRUSTED],
  ['CERT_HAS_EXPIRED', ({ host }) => `The certificate of ${host} has expired. Renew it.`],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    ({ host }) => `The certificate is not one of ${host}. Use the name it was made for.`,
  ],
]);

function reasonOf(cause: unknown, place: Place): string {
  const code = codeOf(cause);
  const { host, port } = place;
  if (code.startsWith('HPE_')) {
    return `${host}:${port} does not answer in HTTP. Check the port, and the scheme (http or https).`;
  }
  return (
    CONNECTION_ERRORS.get(code)?.(place) ?? `The request to ${host}:${port} failed: ${messageOf(cause)}.`
  );
}

interface Place {
  readonly host: string;
  readonly port: string;
}

/** Host and port alone: a URL may hold credentials. */
function placeOf(url: string | URL): Place | undefined {
  const text = String(url);
  if (!URL.canParse(text)) return undefined;
  const { hostname, port, protocol } = new URL(text);
  return { host: hostname, port: port === '' ? (protocol === 'https:' ? '443' : '80') : port };
}

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';

const messageOf = (error: unknown) =>
  printable(error instanceof Error ? error.message : String(error), 300).replace(/\.$/, '');
