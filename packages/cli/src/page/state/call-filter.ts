import type { CallView, DeliverySummary } from '../../inspector/protocol.js';
import { containsAll, wordsOf } from './filters.js';

/** Calls that have all words of `text` in them: those that last first, then the newest first. */
export function callsToShow(calls: ReadonlyMap<string, CallView>, text: string): CallView[] {
  const words = wordsOf(text);
  return [...calls.values()]
    .filter((view) => words.length === 0 || containsAll(haystackOf(view), words))
    .sort(liveThenNewest);
}

/** The call that a delivery belongs to, where there is one. */
export function callOf(
  calls: ReadonlyMap<string, CallView>,
  delivery: DeliverySummary,
): CallView | undefined {
  const { callId, source } = delivery;
  if (callId === null) return undefined;
  return [...calls.values()].find(
    ({ call }) =>
      call.source === source && (call.callIds.includes(callId) || call.originatedCallId === callId),
  );
}

function liveThenNewest(a: CallView, b: CallView): number {
  const live = Number(b.call.status !== 'ended') - Number(a.call.status !== 'ended');
  return live || b.call.createdAt - a.call.createdAt || (a.key < b.key ? 1 : -1);
}

function haystackOf({ call }: CallView): string {
  const { id, callIds, originatedCallId, source, direction, from, to, did, queue } = call;
  const { status, outcome, answeredBy, entryPoint, outgoingPoint, legs } = call;
  const texts = [id, ...callIds, originatedCallId, source, direction, from, to, did, queue];
  texts.push(status, outcome, answeredBy, entryPoint, outgoingPoint, ...legs.map(({ exten }) => exten));
  return texts.join('\n').toLowerCase();
}
