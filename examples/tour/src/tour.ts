import type { Colors } from './lines.js';
import type { Answer } from './receiver.js';
import { PAYLOADS, type Sample } from './samples.js';
import { labelOf, requestFor, TRANSPORTS, type Transport } from './transports.js';

/** How one delivery of the tour ended. */
export interface Outcome {
  sample: Sample;
  transport: Transport;
  warned: boolean;
  /** What came instead of the expected event. */
  failure: string | undefined;
}

export interface TourOptions {
  /** Where the receiver listens; it prints what it receives. */
  origin: string;
  print: (line: string) => void;
  colors: Colors;
  /** Ends the tour before its end. */
  signal?: AbortSignal;
}

/** Sends every documented payload in every transport, one after the other, as a PBX would. */
export async function runTour({ origin, print, colors, signal }: TourOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const sample of PAYLOADS) {
    print(`\n${colors.bold(sample.event)}  ${colors.dim(sample.id)}`);
    for (const transport of TRANSPORTS) {
      if (signal?.aborted) return outcomes;
      const outcome = await deliver(sample, transport, origin);
      outcomes.push(outcome);
      if (outcome.failure !== undefined) print(colors.red(`  ${failureLine(outcome)}`));
    }
  }
  return outcomes;
}

/** A failed delivery in one line, for the place where it happened and for the end of the tour. */
export const failureLine = ({ sample, transport, failure }: Outcome) =>
  `✗ ${sample.id} by ${labelOf(transport)}: expected ${sample.event}, ${failure}`;

async function deliver(sample: Sample, transport: Transport, origin: string): Promise<Outcome> {
  try {
    const response = await fetch(requestFor(sample, transport, origin));
    const answer: unknown = await response.json();
    if (!isAnswer(answer)) return { sample, transport, warned: false, failure: `got ${response.status}` };
    return { sample, transport, warned: hasWarnings(answer), failure: difference(sample, answer) };
  } catch (error) {
    return { sample, transport, warned: false, failure: `got ${String(error)}` };
  }
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';

const hasWarnings = (answer: Answer) => answer.ok && answer.warnings !== undefined;

function difference({ event }: Sample, answer: Answer): string | undefined {
  if (!answer.ok) return `got ${answer.code}`;
  return answer.event === event ? undefined : `got ${answer.event ?? 'an unknown event'}`;
}
