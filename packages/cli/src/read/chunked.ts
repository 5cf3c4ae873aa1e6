const LF = 10;
const CR = 13;

/**
 * The body behind the chunks of `Transfer-Encoding: chunked`. The capture may have turned CRLF into LF, and may end early.
 *
 * @returns `undefined` where it does not begin with a chunk: many tools show the body already put together.
 */
export function dechunked(bytes: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(LF, at);
    const line = latin1(bytes.subarray(at, end === -1 ? bytes.length : end));
    const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?\r?$/i.exec(line)?.[1];
    if (size === undefined) return parts.length === 0 ? undefined : Buffer.concat(parts);
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    if (end === -1) return parts.length === 0 ? undefined : Buffer.concat(parts);
    parts.push(bytes.subarray(end + 1, end + 1 + length));
    at = end + 1 + length;
    if (bytes[at] === CR) at++;
    if (bytes[at] === LF) at++;
  }
  return Buffer.concat(parts);
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
