import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

/** What was hidden of a request: all that tells body parsers that there is something to parse. */
interface Kept {
  readonly type: string | undefined;
  readonly length: string | undefined;
  readonly encoding: string | undefined;
  /** Where the body flows from, if something stands before the request itself. */
  readonly stream: Readable | undefined;
  isHidden: boolean;
}

const KEPT = Symbol.for('simotel-hooks.nest.kept');
type Keeping = IncomingMessage & { [KEPT]?: Kept };

/**
 * Lets a request look as if it had no body, so that every parser leaves it alone: none reads it before the sender is
 * known, none refuses what it cannot parse, and none loses the digits of a number.
 */
export function hideBody(request: Keeping, stream?: Readable): void {
  if (request[KEPT]) return;
  const { headers } = request;
  const type = headers['content-type'];
  const length = headers['content-length'];
  const encoding = headers['transfer-encoding'];
  if (type === undefined && length === undefined && encoding === undefined) return;
  request[KEPT] = { type, length, encoding, stream, isHidden: true };
  put(headers, undefined, undefined, undefined);
}

/** Undoes {@link hideBody}: guards, interceptors and handlers see the request as it came. */
export function showBody(request: Keeping): void {
  const kept = request[KEPT];
  if (!kept?.isHidden) return;
  kept.isHidden = false;
  put(request.headers, kept.type, kept.length, kept.encoding);
}

/** The stream {@link hideBody} was told of. */
export function keptStream(request: Keeping): Readable | undefined {
  return request[KEPT]?.stream;
}

/** Deleting would slow the object down; what is not there stays away, all the same. */
function put(
  headers: IncomingHttpHeaders,
  type: string | undefined,
  length: string | undefined,
  encoding: string | undefined,
): void {
  if ('content-type' in headers) headers['content-type'] = type;
  if ('content-length' in headers) headers['content-length'] = length;
  if ('transfer-encoding' in headers) headers['transfer-encoding'] = encoding;
}
