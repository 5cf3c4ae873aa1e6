import type { IncomingMessage } from 'node:http';
import type { NestMiddleware } from '@nestjs/common';

/** The JSON parser of a host, as everybody writes it once: it reads what has a JSON content type, and refuses the rest. */
export function parseJson(
  request: IncomingMessage & { body?: unknown },
  response: { statusCode: number; end(text: string): unknown },
  next: () => void,
): void {
  const { headers } = request;
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  if (!hasBody || headers['content-type'] !== 'application/json' || request.readableDidRead) {
    next();
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    try {
      request.body = JSON.parse(Buffer.concat(chunks).toString());
      next();
    } catch {
      response.statusCode = 400;
      response.end('not JSON');
    }
  });
}

/** The same for `consumer.apply`. */
export class JsonMiddleware implements NestMiddleware {
  use = parseJson;
}
