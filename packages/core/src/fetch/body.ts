import { SimotelError } from '../error.js';

/** Whether a body may come: a POST that announces none is often given an empty stream all the same. */
export const hasBody = (request: Request) =>
  request.body !== null && request.headers.get('content-length') !== '0';

/** Reads the body of a fetch request, no more than `limit` bytes of it. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (request.bodyUsed) throw new SimotelError('BODY_CONSUMED', CONSUMED);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      reader?.releaseLock();
      throw tooLarge(limit);
    }
    chunks.push(part.value);
  }
  return concat(chunks, size);
}

/**
 * Throws away what is left of a body, so that the sender can read the answer and use the connection again. To cancel it
 * would be shorter, but Node then cuts the connection before the answer is sent.
 */
export async function discardBody({ body }: Request): Promise<void> {
  if (body === null || body.locked) return;
  const reader = body.getReader();
  try {
    while (!(await reader.read()).done);
  } catch {
    // The sender hung up.
  }
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first) return first;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

const tooLarge = (limit: number) =>
  new SimotelError('BODY_TOO_LARGE', `The body has more than bodyLimit (${limit}) bytes.`);

const CONSUMED =
  'Something has read the body of this Request already. Mount simotel-hooks before it, or let it read request.clone().';
