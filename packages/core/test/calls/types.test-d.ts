/* Checked by tsc, never run: what must compile, and what must not. */
import {
  type Call,
  type CallEvent,
  type CallOutcome,
  type CallTrackerHandler,
  createMemoryCallStore,
  trackCalls,
} from '../../src/calls/index.js';
import type { SimotelEvent, SimotelHooks } from '../../src/index.js';

declare const hooks: SimotelHooks;
declare const call: Call;

const tracker = trackCalls(hooks, { settleMs: 0, store: createMemoryCallStore() });
tracker.on('update', (updated: Call, event: SimotelEvent) => `${updated.id} ${event.name}`);
tracker.on('end', ({ id }, event) => [id, event satisfies null]);
const undo: () => void = tracker.on('end', async () => {});
undo();

// @ts-expect-error -- a call ends by no event
tracker.on('end', (_ended, event) => event.name);
// @ts-expect-error -- there is no such thing to listen to
tracker.on('start', () => {});
// @ts-expect-error -- options are checked
trackCalls(hooks, { settle: 5 });
// @ts-expect-error -- a handler of updates needs an event
const handler: CallTrackerHandler<'end'> = (_call: Call, event: SimotelEvent) => event;

/** Every outcome, and none while the call lasts. */
export function colour({ outcome }: Call): string {
  switch (outcome) {
    case 'answered':
      return 'green';
    case 'missed':
    case 'busy':
    case 'failed':
      return 'red';
    case 'unknown':
    case null:
      return 'grey';
    default:
      return outcome satisfies never;
  }
}

/** Narrows by name; times are numbers. */
export function textOf(event: CallEvent): string {
  switch (event.name) {
    case 'Cdr':
      return `${event.data.startTime?.toFixed()} ${event.data.disposition?.toLowerCase()}`;
    case 'CdrQueue':
      return event.data.detail?.map(({ dst }) => dst ?? '').join() ?? '';
    case 'NewState':
      // @ts-expect-error -- NewState has no such field
      return event.data.billsec;
    default:
      return event.name;
  }
}

const outcomes: Record<CallOutcome, number> = { answered: 0, missed: 0, busy: 0, failed: 0, unknown: 0 };
// @ts-expect-error -- a call is read, not written
call.legs.push({ ...call.legs[0], exten: '991' });

export { handler, outcomes };
