import type { CallEvent } from './call-event.js';

/** The events of a call by what they tell; each list in the order of arrival. */
export interface Facts {
  readonly incoming: CallEvent<'IncomingCall'>[];
  readonly outgoing: CallEvent<'OutgoingCall'>[];
  readonly states: CallEvent<'NewState'>[];
  readonly transfers: CallEvent<'Transfer'>[];
  readonly cdrs: CallEvent<'Cdr'>[];
  readonly queues: CallEvent<'CdrQueue'>[];
  readonly surveys: CallEvent<'Survey'>[];
}

export function factsOf(events: readonly CallEvent[]): Facts {
  const facts: Facts = {
    incoming: [],
    outgoing: [],
    states: [],
    transfers: [],
    cdrs: [],
    queues: [],
    surveys: [],
  };
  for (const event of events) {
    switch (event.name) {
      case 'IncomingCall':
        facts.incoming.push(event);
        break;
      case 'OutgoingCall':
        facts.outgoing.push(event);
        break;
      case 'NewState':
        facts.states.push(event);
        break;
      case 'Transfer':
        facts.transfers.push(event);
        break;
      case 'Cdr':
        facts.cdrs.push(event);
        break;
      case 'CdrQueue':
        facts.queues.push(event);
        break;
      case 'Survey':
        facts.surveys.push(event);
        break;
    }
  }
  return facts;
}
