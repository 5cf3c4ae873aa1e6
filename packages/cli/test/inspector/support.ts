import { createSimotelHooks, decode, type SimotelEvent } from '@simotel-hooks/core';
import { type Call, trackCalls } from '@simotel-hooks/core/calls';

/** Events of one call, with the second at which each arrives. */
export type Story = readonly (readonly [
  second: number,
  name: 'NewState' | 'IncomingCall' | 'OutgoingCall' | 'Transfer' | 'Cdr' | 'CdrQueue' | 'Survey',
  data: object,
])[];

export const START = Date.UTC(2026, 0, 10, 5, 30);
export const CALL_ID = `${START / 1000}.7`;

/** The call that a story makes, ended or as it is after its last event. */
export async function callOf(story: Story, { ended = true, callId = CALL_ID } = {}): Promise<Call> {
  let now = START;
  const hooks = createSimotelHooks({ auth: false, logger: {} });
  const tracker = trackCalls(hooks, { now: () => now, logger: {} });
  let last: Call | undefined;
  tracker.on('update', (call) => {
    last = call;
  });
  tracker.on('end', (call) => {
    last = call;
  });
  for (const [second, name, data] of story) {
    now = START + second * 1000;
    await hooks.receive(eventOf(name, data, callId), { receivedAt: new Date(now) });
  }
  if (ended) await tracker.close();
  if (!last) throw new Error('The story makes no call.');
  return last;
}

/** An event with exactly these fields. */
export function eventOf(name: Story[number][1], data: object, callId: string | null = CALL_ID): SimotelEvent {
  const fields = Object.fromEntries(Object.entries(data));
  const event = decode({ method: 'POST', path: `/${name}`, body: { unique_id: callId, ...fields } });
  if (event.kind === 'unknown') throw new Error(`${name} is not an event.`);
  return event;
}
