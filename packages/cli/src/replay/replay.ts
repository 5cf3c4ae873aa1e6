import { requestOf } from '../delivery/saved-file.js';
import { CliError, isConnectionRefused } from '../errors.js';
import type { HttpAnswer } from '../http/send.js';
import { type Credentials, joinTarget, type Target } from '../http/target.js';
import { tryRequest } from '../http/try-request.js';
import type { SavedFile } from './saved-deliveries.js';

export interface ReplayOptions {
  readonly credentials?: Credentials | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for each delivery, once it is answered or cannot be. */
  readonly onAnswer?: ((delivery: SavedFile, answer: HttpAnswer | CliError) => void) | undefined;
}

/** How a replay went. */
export interface ReplayReport {
  /** Deliveries that were sent, answered or not. */
  readonly sent: number;
  /** How many got which status; `'failed'`: no answer. */
  readonly statuses: ReadonlyMap<number | 'failed', number>;
  readonly failures: readonly { readonly file: string; readonly error: CliError }[];
  /** Why it ended early: `'refused'` where nobody listened, so that the rest would have been lost as well. */
  readonly stopped: 'refused' | 'aborted' | null;
}

/**
 * Sends saved deliveries again, in order and one at a time, as they came. It goes on after an answer of any status, and after a
 * failure, unless nobody listens.
 */
export async function replay(
  deliveries: AsyncIterable<SavedFile> | Iterable<SavedFile>,
  target: Target,
  { credentials, signal, onAnswer }: ReplayOptions = {},
): Promise<ReplayReport> {
  const statuses = new Map<number | 'failed', number>();
  const failures: { file: string; error: CliError }[] = [];
  let sent = 0;
  let stopped: ReplayReport['stopped'] = null;
  for await (const delivery of deliveries) {
    const request = requestOf(delivery.saved);
    const answer = await tryRequest(joinTarget(target, request.path), request, { credentials, signal });
    if (answer === undefined) {
      stopped = 'aborted';
      break;
    }
    sent++;
    const key = answer instanceof CliError ? 'failed' : answer.status;
    statuses.set(key, (statuses.get(key) ?? 0) + 1);
    if (answer instanceof CliError) failures.push({ file: delivery.file, error: answer });
    onAnswer?.(delivery, answer);
    if (isConnectionRefused(answer)) {
      stopped = 'refused';
      break;
    }
  }
  return { sent, statuses, failures, stopped };
}
