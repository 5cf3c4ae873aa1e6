import type { Call, CallLeg } from '@simotel-hooks/core/calls';
import type { BoardEntry } from './protocol.js';
import type { Result } from './tally.js';

/** What a call that ended counts for. */
export interface CallResult {
  readonly kind: BoardEntry['kind'];
  readonly name: string;
  readonly result: Result;
}

/**
 * For whom a call that ended counts: its queue and its trunks, with how it ended, and the extensions that rang. One missed it
 * where it stopped ringing and nobody answered meanwhile; where another answered, it missed nothing.
 */
export function resultsOf(call: Call): CallResult[] {
  const extensions = call.legs.flatMap((leg) => resultOf(leg, call.legs));
  if (call.outcome === null || call.outcome === 'unknown') return extensions;
  const result: Result = call.outcome === 'answered' ? 'answered' : 'missed';
  const queues: CallResult[] = call.queue === null ? [] : [{ kind: 'queue', name: call.queue, result }];
  const trunks = [...new Set([call.entryPoint, call.outgoingPoint])].flatMap((name): CallResult[] =>
    name === null ? [] : [{ kind: 'trunk', name, result }],
  );
  return [...queues, ...trunks, ...extensions];
}

/** States of one moment arrive one after the other. */
const SAME_MOMENT_MS = 2_000;

function resultOf(leg: CallLeg, legs: readonly CallLeg[]): CallResult[] {
  const { exten: name, direction, rangAt, answeredAt, leftAt } = leg;
  if (direction === 'out') return [];
  if (answeredAt !== null) return [{ kind: 'extension', name, result: 'answered' }];
  if (rangAt === null || leftAt === null) return [];
  const isAnsweredElsewhere = legs.some(
    ({ answeredAt: at }) => at !== null && at >= rangAt && at < leftAt + SAME_MOMENT_MS,
  );
  return isAnsweredElsewhere ? [] : [{ kind: 'extension', name, result: 'missed' }];
}
