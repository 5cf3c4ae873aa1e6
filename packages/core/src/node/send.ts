import type { ServerResponse } from 'node:http';
import type { WebhookResponse } from '../hooks/response.js';

/** Sends an answer through Node's own response, unless somebody else did. */
export function sendResponse(response: ServerResponse, { status, headers, body }: WebhookResponse): void {
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) response.setHeader(name, value);
  }
  // Implicit headers: Node adds content-length.
  response.end(body);
}
