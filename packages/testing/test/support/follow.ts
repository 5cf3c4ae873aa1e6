import type { SimotelHooksOptions } from '@simotel-hooks/core';
import { type Call, trackCalls } from '@simotel-hooks/core/calls';
import { vi } from 'vitest';
import { createRequest, createTestHooks, SIMOTEL_VERSIONS, type SimulatedEvent } from '../../src/index.js';

/** What became of simulated calls. */
export interface Followed {
  /** As they were in the end, by their ids. */
  readonly calls: ReadonlyMap<string, Call>;
  /** How often the end of each was reported. */
  readonly ends: ReadonlyMap<string, number>;
}

const METHODS = ['GET', 'POST'] as const;

/** Sends everything as a PBX does, each call by another version and method, on a clock that follows the events. */
export async function follow(
  events: Iterable<SimulatedEvent>,
  options: Partial<SimotelHooksOptions> = {},
): Promise<Followed> {
  const { hooks, send } = createTestHooks(options);
  const tracker = trackCalls(hooks, { maxCalls: 100_000 });
  const calls = new Map<string, Call>();
  const ends = new Map<string, number>();
  tracker.on('end', (call) => {
    calls.set(call.id, call);
    ends.set(call.id, (ends.get(call.id) ?? 0) + 1);
  });
  tracker.on('update', (call) => {
    if (call.status === 'ended') calls.set(call.id, call);
  });
  let last = 0;
  for (const { at, event, wire, call } of events) {
    vi.setSystemTime(at);
    last = at.getTime();
    const sequence = Number(call?.id.split('.')[1] ?? 0);
    const version = SIMOTEL_VERSIONS[sequence % SIMOTEL_VERSIONS.length] ?? 'G4';
    const method = METHODS[(sequence >> 3) % 2] ?? 'POST';
    const { status } = await send(createRequest(event, { ...wire, version, method }));
    if (status !== 200) throw new Error(`${event.name} was answered ${status}.`);
  }
  // Whatever nobody told the end of is given up by then.
  vi.setSystemTime(last + 24 * 3_600_000);
  await tracker.close();
  return { calls, ends };
}
