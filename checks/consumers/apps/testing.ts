import { createSimotelHooks } from '@simotel-hooks/core';
import { type CallOutcome, trackCalls } from '@simotel-hooks/core/calls';
import { createEvent, createRequest, simulateCallCentre, toFetch } from '@simotel-hooks/testing';
import { respond } from './mounted.js';

const event = createEvent('Cdr', { data: { billsec: 9 }, callId: '1610778618.378' });

export const seconds: number | undefined = event.data.billsec;
export const answer = respond(toFetch(createRequest(event, { version: 'Rest4' }), 'http://localhost:3000'));
// @ts-expect-error -- Cdr has no such field
createEvent('Cdr', { data: { exten: '991' } });

const outcomes = new Set<CallOutcome | null>();
const hooks = createSimotelHooks({ auth: false });
trackCalls(hooks).on('end', ({ outcome }, event: null) => outcomes.add(event ?? outcome));
for (const { at, event: simulated, call } of simulateCallCentre({ calls: 3, scenarios: ['queue'] })) {
  void hooks.receive(simulated, { receivedAt: at });
  outcomes.add(call?.outcome ?? null);
}
// @ts-expect-error -- a tracker knows no such event
trackCalls(hooks).on('ended', () => {});
