import type { AuthResult } from '../auth/authenticator.js';
import { isPromise } from '../auth/promise.js';
import { SimotelError } from '../error.js';
import type { WebhookRequest } from '../request.js';
import type { HookDelivery } from './delivery.js';
import type { ResolvedOptions } from './options.js';
import { inTime } from './timer.js';

/** Who sent it: names the source in the delivery. Never throws or rejects. @returns Why it is refused. */
export function authenticate(
  request: WebhookRequest,
  delivery: HookDelivery,
  { auth, handlerTimeoutMs }: ResolvedOptions,
): SimotelError | undefined | Promise<SimotelError | undefined> {
  if (auth === false) return undefined;
  try {
    const result = auth(request);
    if (!isPromise(result)) return judge(result, delivery);
    return inTime(result, handlerTimeoutMs).then((late) => judge(late, delivery), authFailed);
  } catch (cause) {
    return authFailed(cause);
  }
}

/** Plain JavaScript may return anything; only what is clearly a yes is one. */
function judge(result: AuthResult, delivery: HookDelivery): SimotelError | undefined {
  if (result === true) return undefined;
  if (typeof result === 'object' && result !== null && typeof result.source === 'string') {
    delivery.source = result.source;
    return undefined;
  }
  return new SimotelError('UNAUTHORIZED', 'The credentials are missing or wrong.');
}

const authFailed = (cause: unknown) =>
  new SimotelError('AUTH_FAILED', 'The credentials could not be checked; see error.cause.', { cause });
