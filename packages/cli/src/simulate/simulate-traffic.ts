import http from 'node:http';
import https from 'node:https';
import type { SimulatedEvent } from '@simotel-hooks/testing';
import { type CliError, usageError } from '../errors.js';
import type { HttpAnswer } from '../http/send.js';
import { type Credentials, joinTarget, type Target } from '../http/target.js';
import { tryRequest } from '../http/try-request.js';
import { Chains } from '../order/chains.js';
import { outgoingOf } from '../send/outgoing-of.js';
import { writeEvent } from '../send/write-event.js';
import { Pace } from './pace.js';
import { TrafficCounter, type TrafficReport } from './traffic-report.js';
import type { WireChoice } from './wire-choice.js';

export interface TrafficOptions {
  readonly target: Target;
  /** May be endless. Its `start` should be about now, because ids and times of the events follow from it. */
  readonly simulation: Iterable<SimulatedEvent>;
  /** How the event of an index is written. */
  readonly write: (index: number) => WireChoice;
  /** 1: as fast as the PBX would; 60: a minute a second; `Infinity`: as fast as the receiver answers. */
  readonly speed: number;
  /** Deliveries under way at a time. Default 16. */
  readonly concurrency?: number;
  readonly credentials?: Credentials | undefined;
  /** Ends the traffic; what is under way is given up and not counted. */
  readonly signal?: AbortSignal | undefined;
  /** Called for each delivery, once it is answered or cannot be. */
  readonly onAnswer?: ((event: SimulatedEvent, answer: HttpAnswer | CliError) => void) | undefined;
}

/**
 * Sends what a simulated call centre has to tell, each delivery at its time. Deliveries of one call keep their order; others overtake
 * each other.
 *
 * @returns The report, also where `signal` ended the traffic.
 * @throws {CliError} where the very first delivery gets no answer, or for a speed that cannot be.
 */
export async function simulateTraffic(options: TrafficOptions): Promise<TrafficReport> {
  const { target, simulation, write, speed, concurrency = 16, signal } = options;
  if (!(speed > 0)) throw usageError('The speed has to be a number above 0.');
  const agent = agentOf(target, concurrency);
  const counter = new TrafficCounter();
  const chains = new Chains(concurrency);
  const pace = new Pace(speed, signal);
  let index = 0;
  try {
    for (const simulated of simulation) {
      if (!(await pace.until(simulated.at))) break;
      const choice = write(index);
      const task = () => deliver(simulated, choice, options, agent, counter);
      // Whoever listens is found out before everything is sent.
      if (index === 0) await first(task, counter);
      else await chains.add(simulated.call?.id ?? `no call ${index}`, task);
      index++;
    }
    await chains.idle();
    return counter.report();
  } finally {
    agent.destroy();
  }
}

async function first(task: () => Promise<void>, counter: TrafficCounter): Promise<void> {
  await task();
  const { firstError } = counter.report();
  if (firstError) throw firstError;
}

async function deliver(
  simulated: SimulatedEvent,
  choice: WireChoice,
  { target, credentials, signal, onAnswer }: TrafficOptions,
  agent: http.Agent,
  counter: TrafficCounter,
): Promise<void> {
  const request = outgoingOf(writeEvent(simulated.event, { ...simulated.wire, ...choice }));
  const answer = await tryRequest(joinTarget(target, request.path), request, { credentials, signal, agent });
  if (answer === undefined) return;
  counter.add(answer);
  onAnswer?.(simulated, answer);
}

/** Connections are kept for less time than any server keeps them, so that no request meets one that was just closed. */
const KEPT_MS = 1000;

function agentOf({ origin }: Target, maxSockets: number): http.Agent {
  const options = { keepAlive: true, maxSockets, timeout: KEPT_MS };
  return origin.startsWith('https:') ? new https.Agent(options) : new http.Agent(options);
}
