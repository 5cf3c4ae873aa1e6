import { usageError } from '../errors.js';
import { printable } from '../terminal/printable.js';

/** Where a queue of deliveries is. */
export type QueueAddress = { readonly kind: 'sqlite'; readonly file: string } | RedisAddress;

export interface RedisAddress {
  readonly kind: 'redis';
  /** Holds the password; not to be shown. */
  readonly url: string;
  /** The same without credentials: `redis://127.0.0.1:6379/2`. */
  readonly display: string;
  /** Name of the queue in BullMQ, where it is not the default. */
  readonly name: string | undefined;
  /** How its keys begin, where that is not the default. */
  readonly prefix: string | undefined;
}

/** What the command line says of the queue. */
export interface QueueOptions {
  readonly queue?: string | undefined;
  readonly queueName?: string | undefined;
  readonly prefix?: string | undefined;
}

/** @throws {CliError} Exit code 2, where nothing or something else than a file or a Redis is named. */
export function queueAddressOf({ queue, queueName, prefix }: QueueOptions): QueueAddress {
  const given = (queue ?? process.env['SIMOTEL_QUEUE'] ?? '').trim();
  if (given === '') {
    throw usageError(
      'Which queue? Give --queue, or set SIMOTEL_QUEUE: the path of a SQLite file, or the redis:// URL of a Redis.',
    );
  }
  if (/^rediss?:\/\//.test(given)) {
    return { kind: 'redis', url: given, display: displayOf(given), name: queueName, prefix };
  }
  const [scheme] = /^[a-z][a-z\d+.-]*:\/\//i.exec(given) ?? [];
  if (scheme !== undefined) {
    throw usageError(
      `${printable(scheme)} is no queue. Write the path of a SQLite file, or redis://host:port or rediss://host:port.`,
    );
  }
  if (queueName !== undefined || prefix !== undefined) {
    throw usageError('--queue-name and --prefix are for Redis; a SQLite file is one queue.');
  }
  return { kind: 'sqlite', file: given };
}

/** Nothing of a URL that cannot be read is shown: any part of it may be the password. */
function displayOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const hasCredentials = parsed !== undefined && (parsed.username !== '' || parsed.password !== '');
  if (parsed === undefined || (url.includes('@') && !hasCredentials)) {
    throw usageError(
      'The URL of the queue cannot be read. Write it as redis://user:password@host:port, and escape special characters in the password: # is %23, / is %2F, @ is %40.',
    );
  }
  const { protocol, hostname, port, pathname } = parsed;
  const database = /^\/\d+$/.test(pathname) ? pathname : '';
  return printable(`${protocol}//${hostname || '127.0.0.1'}:${port || '6379'}${database}`, 300);
}
