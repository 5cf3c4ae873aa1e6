import { transportLabel } from '../delivery/transport.js';
import type { Colors } from '../terminal/colors.js';
import { TRANSPORT_WIDTH } from '../terminal/lines.js';
import { failureLine, type Outcome } from './tour.js';
import { TRANSPORTS } from './transports.js';

const HEADINGS = ['sent', 'decoded', 'with warnings', 'failed'] as const;

/** The table at the end of the tour, and the verdict. */
export function summaryOf(outcomes: readonly Outcome[], colors: Colors): string[] {
  const rows = TRANSPORTS.map((transport) => {
    const label = transportLabel(transport);
    return row(
      label,
      outcomes.filter((outcome) => transportLabel(outcome.transport) === label),
      colors,
    );
  });
  const heading = [' '.repeat(TRANSPORT_WIDTH), ...HEADINGS].join('  ');
  return [
    colors.bold(heading),
    ...rows,
    colors.bold(row('total', outcomes, colors)),
    '',
    ...verdict(outcomes, colors),
  ];
}

function row(label: string, outcomes: readonly Outcome[], colors: Colors): string {
  const failed = failures(outcomes).length;
  const warned = outcomes.filter((outcome) => outcome.warned).length;
  const counts = [outcomes.length, outcomes.length - failed, warned, failed];
  const cells = counts.map((count, index) => String(count).padStart(HEADINGS[index]?.length ?? 0));
  const line = [label.padEnd(TRANSPORT_WIDTH), ...cells].join('  ');
  return failed > 0 ? colors.red(line) : line;
}

function verdict(outcomes: readonly Outcome[], colors: Colors): string[] {
  const failed = failures(outcomes);
  if (failed.length === 0) {
    return [colors.green(`All ${outcomes.length} deliveries decoded to the event they are documented as.`)];
  }
  const text = `${failed.length} of ${outcomes.length} deliveries did not decode to the event they are documented as:`;
  return [text, ...failed.map(failureLine)].map((line) => colors.red(line));
}

const failures = (outcomes: readonly Outcome[]) => outcomes.filter(({ failure }) => failure !== undefined);
