import { arrive, byTime, type Delivery, deliver, logins } from './delivery.js';
import { withOddities, withRepeats } from './oddities.js';
import type { SimulationOptions } from './options.js';
import { createRandom } from './random.js';
import { PLAYS } from './scenarios/index.js';
import { type Settings, settingsOf } from './settings.js';
import type { SimulatedEvent } from './truth.js';
import { createWorld } from './world.js';

/**
 * The events of a simulated call centre, in the order in which they arrive. They are made while they are read, so that an
 * endless run needs no more memory than its calls in progress. Reading them again gives the same run again.
 */
export type Simulation = Iterable<SimulatedEvent>;

/**
 * Simulates a call centre: agents who take one call at a time, callers who wait and give up, and a PBX that reports all of it
 * with the oddities that real ones are known for (WF b, c, d). Every event comes with what really happened in its call, to
 * hold against what a program makes of the events.
 *
 * @throws {RangeError} for a number, date, name or zone that cannot be.
 * @throws {TypeError} for an option of another type.
 *
 * @example
 * ```ts
 * for (const { at, event, wire, call } of simulateCallCentre({ seed: 7, calls: 20, scenarios: ['queue'] })) {
 *   await send(createRequest(event, { ...wire, version: 'G4', method: 'POST' }));
 * }
 * ```
 */
export function simulateCallCentre(options: SimulationOptions = {}): Simulation {
  const settings = settingsOf(options);
  return { [Symbol.iterator]: () => run(settings) };
}

function* run(settings: Settings): Generator<SimulatedEvent, void, undefined> {
  const { seed, calls, rate, scenarios, timeZone, start, oddities } = settings;
  const world = createWorld(settings);
  const { random, agents } = world;
  // Of its own, so that oddities do not change which calls there are.
  const fate = createRandom(seed, 1);
  const onTheWay: Delivery[] = withRepeats(logins(agents.all, start, random), oddities, fate);

  // All agents are there when the first call comes.
  let now = start + 1000;
  for (let call = 0; call < calls; call++) {
    now += Math.round(random.exponential(60_000 / rate));
    yield* arrivals(onTheWay, now, timeZone);
    const { events, asides, truth } = PLAYS[random.weighted(scenarios)](world, now);
    onTheWay.push(
      ...withOddities(deliver(events, truth, random), truth, oddities, fate),
      ...withRepeats(deliver(asides, null, random), oddities, fate),
    );
  }
  yield* arrivals(onTheWay, Infinity, timeZone);
}

/** Takes out what arrives until a time; whatever belongs to later calls arrives after it. */
function* arrivals(onTheWay: Delivery[], until: number, timeZone: string): Generator<SimulatedEvent> {
  onTheWay.sort(byTime);
  const later = onTheWay.findIndex(({ at }) => at >= until);
  for (const delivery of onTheWay.splice(0, later === -1 ? onTheWay.length : later)) {
    yield arrive(delivery, timeZone);
  }
}
