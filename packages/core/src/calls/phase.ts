import type { CallEvent } from './call-event.js';
import type { Facts } from './facts.js';
import type { LegFacts } from './legs.js';

/**
 * How far a call is.
 *
 * - `'open'`: an extension rings or talks, or nothing is known but that it came.
 * - `'waiting'`: no extension has anything to do with it any more, but its record has not come, or not the last one.
 * - `'over'`: its record has come, and nothing is missing.
 */
export type Phase = 'open' | 'waiting' | 'over';

export function phaseOf(facts: Facts, legs: readonly LegFacts[]): Phase {
  const active = legs.filter(({ isActive }) => isActive);
  if (active.length > 0) return active.every(({ isDoubtful }) => isDoubtful) ? 'waiting' : 'open';
  const { cdrs, queues } = facts;
  if (cdrs.length > 0) return isMoving(facts) || isBetweenAgents(facts, legs) ? 'waiting' : 'over';
  return queues.length > 0 || legs.length > 0 ? 'waiting' : 'open';
}

/** A transfer makes a further record: the one that is here may be of the part before it. */
function isMoving({ transfers, cdrs }: Facts): boolean {
  return new Set(transfers.map(({ data }) => data.transferredTo)).size >= cdrs.length;
}

/** Each agent that a queue tries in vain may get a record, while the caller waits for the next. */
function isBetweenAgents({ cdrs, queues, states }: Facts, legs: readonly LegFacts[]): boolean {
  return (
    queues.length === 0 &&
    states.some(({ data }) => data.queue !== undefined) &&
    cdrs.every(({ data }) => data.disposition !== 'ANSWERED' && legs.some(({ exten }) => exten === data.dst))
  );
}

/**
 * Whether these events make a call. What only follows one (a vote, a message, an extension that is free) may come when its call
 * is forgotten; a call made of it alone would look like a new one that nobody answered.
 */
export const isCall = (events: readonly CallEvent[]) => events.some((event) => !isFollowUp(event));

function isFollowUp({ name, data }: CallEvent): boolean {
  if (name === 'NewState') return data.state !== 'Ringing' && data.state !== 'InUse';
  return name === 'Survey' || name === 'VoiceMail' || name === 'VoiceMailEmail';
}
