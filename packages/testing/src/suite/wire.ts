/** A request as it is written to the wire. */
export interface WireRequest {
  /** Default: `'POST'` with a body, else `'GET'`. */
  method?: string;
  /** Path and query, exactly as they are sent. */
  target: string;
  /** Beside `host` and those that frame the body. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Send the body in chunks of so many bytes, instead of with `content-length`. */
  chunkSize?: number;
}

export const methodOf = ({ method, body }: WireRequest) => method ?? (body === undefined ? 'GET' : 'POST');

/** Request line and headers, with the empty line that ends them. */
export function writeHead(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const lines = Object.entries({ host: 'pbx.test', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

/** A whole request. */
export function writeRequest(request: WireRequest): Buffer {
  const { target, headers = {}, chunkSize } = request;
  const method = methodOf(request);
  if (request.body === undefined) return Buffer.from(writeHead(method, target, headers));
  const body = Buffer.from(request.body);
  if (chunkSize === undefined) {
    const length = { 'content-length': String(body.length) };
    return Buffer.concat([Buffer.from(writeHead(method, target, { ...headers, ...length })), body]);
  }
  const parts = [Buffer.from(writeHead(method, target, { ...headers, 'transfer-encoding': 'chunked' }))];
  for (let at = 0; at < body.length; at += chunkSize)
    parts.push(writeChunk(body.subarray(at, at + chunkSize)));
  return Buffer.concat([...parts, LAST_CHUNK]);
}

export const writeChunk = (data: Uint8Array) =>
  Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]);

export const LAST_CHUNK = Buffer.from('0\r\n\r\n');
