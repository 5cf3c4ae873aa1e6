import type { Call } from './call.js';
import type { Facts } from './facts.js';
import type { LegFacts } from './legs.js';

type Parties = Pick<Call, 'direction' | 'from' | 'to' | 'did' | 'entryPoint' | 'outgoingPoint' | 'queue'>;

/** Who called whom, and by which ways. */
export function partiesOf(facts: Facts, legs: readonly LegFacts[], isOriginated: boolean): Parties {
  const { incoming, outgoing, states, cdrs, queues, surveys } = facts;
  const direction = directionOf(facts, legs, isOriginated);
  return {
    direction,
    from: fromOf(facts, legs, direction),
    to: toOf(facts, legs, direction),
    did: first(cdrs, ({ did }) => did),
    entryPoint:
      first(incoming, ({ entryPoint }) => entryPoint) ?? first(cdrs, ({ entryPoint }) => entryPoint),
    outgoingPoint:
      first(outgoing, ({ outgoingPoint }) => outgoingPoint) ??
      first(cdrs, ({ outgoingPoint }) => outgoingPoint),
    queue:
      first(queues, ({ queue }) => queue) ??
      first(states, ({ queue }) => queue) ??
      first(surveys, ({ queue }) => queue),
  };
}

/** A call that came in stays one when it goes out again, to a mobile phone for example. */
function directionOf(
  { incoming, outgoing, cdrs }: Facts,
  legs: readonly LegFacts[],
  isOriginated: boolean,
): Call['direction'] {
  if (incoming.length > 0) return 'incoming';
  if (outgoing.length > 0 || isOriginated) return 'outgoing';
  const types = cdrs.map(({ data: { type } }) => type);
  const recorded = (['incoming', 'outgoing', 'local'] as const).find((type) => types.includes(type));
  const directions = legs.map(({ direction }) => direction);
  return recorded ?? (directions.includes('in') && directions.includes('out') ? 'local' : null);
}

function fromOf(
  { incoming, states, cdrs, queues }: Facts,
  legs: readonly LegFacts[],
  direction: Call['direction'],
): string | null {
  const caller = first(incoming, ({ number }) => number);
  const src = first(cdrs, (data) => data.src) ?? first(queues, (data) => data.src);
  const dialing = legs.find((leg) => leg.direction === 'out')?.exten ?? null;
  const other = first(states, (data) =>
    data.direction === 'in' && data.participant !== 'unknown' ? data.participant : undefined,
  );
  if (direction === 'outgoing') return dialing ?? legs[0]?.exten ?? src;
  return caller ?? src ?? dialing ?? other;
}

function toOf(
  { outgoing, states, cdrs }: Facts,
  legs: readonly LegFacts[],
  direction: Call['direction'],
): string | null {
  if (direction === 'outgoing' && outgoing[0]) return outgoing[0].data.number;
  // Records of single agents name the agent; that of the call names what was called.
  const isAgent = (dst: string) => direction !== 'local' && legs.some(({ exten }) => exten === dst);
  const called = cdrs.map(({ data: { dst } }) => dst).filter((dst) => dst !== 'failed');
  const other = first(states, (data) =>
    data.direction === 'out' || direction === 'outgoing' ? data.participant : undefined,
  );
  return called.find((dst) => !isAgent(dst)) ?? other ?? called[0] ?? null;
}

/** What the first event that tells it says. */
function first<D, T>(events: readonly { readonly data: D }[], read: (data: D) => T | undefined): T | null {
  for (const { data } of events) {
    const value = read(data);
    if (value !== undefined) return value;
  }
  return null;
}
