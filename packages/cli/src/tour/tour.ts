import type { ReceivedDelivery } from '../delivery/delivery.js';
import type { Transport } from '../delivery/explanation.js';
import { transportLabel } from '../delivery/transport.js';
import { sendRequest } from '../http/send.js';
import { joinTarget, parseTarget } from '../http/target.js';
import type { Colors } from '../terminal/colors.js';
import { PAYLOADS, type Sample } from './samples.js';
import { requestFor, TRANSPORTS } from './transports.js';

/** How one delivery of the tour ended. */
export interface Outcome {
  readonly sample: Sample;
  readonly transport: Transport;
  readonly warned: boolean;
  /** What came instead of the expected event. */
  readonly failure: string | undefined;
}

export interface TourOptions {
  /** Where the receiver listens; it prints what it receives. */
  readonly origin: string;
  /** Everything the receiver has received so far. */
  readonly received: readonly ReceivedDelivery[];
  print(line: string): void;
  readonly colors: Colors;
  /** Ends the tour before its end. */
  readonly signal: AbortSignal;
}

/** Sends every documented payload in every transport, one after the other, as a PBX would. */
export async function runTour({ origin, received, print, colors, signal }: TourOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const sample of PAYLOADS) {
    print(`\n${colors.bold(sample.event)}  ${colors.dim(sample.id)}`);
    for (const transport of TRANSPORTS) {
      if (signal.aborted) return outcomes;
      const next = received.length;
      const failure = await send(sample, transport, origin);
      const outcome = { sample, transport, ...compare(sample, received[next], failure) };
      outcomes.push(outcome);
      if (outcome.failure !== undefined) print(colors.red(`  ${failureLine(outcome)}`));
    }
  }
  return outcomes;
}

/** A failed delivery in one line, for the place where it happened and for the end of the tour. */
export const failureLine = ({ sample, transport, failure }: Outcome) =>
  `✗ ${sample.id} by ${transportLabel(transport)}: expected ${sample.event}, ${failure}`;

/** @returns What went wrong. */
async function send(sample: Sample, transport: Transport, origin: string): Promise<string | undefined> {
  const { path, ...request } = requestFor(sample, transport);
  try {
    await sendRequest(joinTarget(parseTarget(origin), path), request);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function compare(
  { event }: Sample,
  delivery: ReceivedDelivery | undefined,
  failure: string | undefined,
): Pick<Outcome, 'warned' | 'failure'> {
  if (!delivery) return { warned: false, failure: `got ${failure ?? 'nothing'}` };
  const { result } = delivery;
  if (!result.success) return { warned: false, failure: `got ${result.error.code}` };
  const { name, warnings } = result.event;
  return {
    warned: warnings.length > 0,
    failure: name === event ? undefined : `got ${name ?? 'an unknown event'}`,
  };
}
