import { CliError } from '../errors.js';
import type { OutgoingRequest } from './outgoing.js';
import { type HttpAnswer, type SendOptions, sendRequest } from './send.js';
import type { Target } from './target.js';

/** {@link sendRequest} for those who count failures: an error is a result; `undefined` where `signal` ended it. */
export async function tryRequest(
  target: Target,
  request: OutgoingRequest,
  options: SendOptions,
): Promise<HttpAnswer | CliError | undefined> {
  try {
    return await sendRequest(target, request, options);
  } catch (error) {
    if (error instanceof CliError) return error;
    if (options.signal?.aborted) return undefined;
    throw error;
  }
}
