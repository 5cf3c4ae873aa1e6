import type { PlainRequest } from '../delivery/delivery.js';
import { parseSaved, requestOf } from '../delivery/saved-file.js';
import { CliError } from '../errors.js';
import { readCurl } from './curl.js';
import { readHttpMessage } from './http-message.js';
import { pathOf, plainRequest } from './plain.js';

const LIMIT = 2 * 1024 * 1024;

/** What a text was taken for. */
export type ReadAs = 'saved delivery' | 'HTTP request' | 'curl command' | 'bare URL or query' | 'bare body';

/** An address, a path or a query on a line of its own; a host without a scheme needs a path with a query to be one. */
const ADDRESS = /^(?:https?:\/\/[^\s/?]|\/|\?)[^\r\n]*$|^[\w.-]+(?::\d+)?\/[^\s=&]*\?[^\r\n]*$/i;

/**
 * Finds out what a text is and makes a request of it: a saved delivery, a captured HTTP request, a curl command, an address, or
 * else a body. Credentials are left out.
 *
 * @throws {CliError} and nothing else, where the text is too large, empty, or damaged.
 */
export function readRequest(bytes: Uint8Array): { request: PlainRequest; how: ReadAs } {
  if (bytes.byteLength > LIMIT) {
    throw new CliError(
      'This is larger than 2 MiB. A delivery is a few kilobytes: cut out the one in question.',
    );
  }
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') {
    throw new CliError(
      'There is nothing to read. Give a file, or pipe in a request, a curl command, a URL or a body.',
    );
  }
  const saved = parseSaved(text);
  if (saved) return { request: requestOf(saved), how: 'saved delivery' };
  const message = readHttpMessage(bytes);
  if (message) return { request: message, how: 'HTTP request' };
  const command = readCurl(text);
  if (command) return { request: command, how: 'curl command' };
  const line = text.trim();
  if (ADDRESS.test(line)) {
    const request = plainRequest('GET', pathOf(line), [], new Uint8Array());
    return { request, how: 'bare URL or query' };
  }
  return { request: plainRequest('POST', '/', [], bytes), how: 'bare body' };
}
