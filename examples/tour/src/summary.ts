import type { Colors } from './lines.js';
import { failureLine, type Outcome } from './tour.js';
import { LABEL_WIDTH, labelOf, TRANSPORTS } from './transports.js';

const HEADINGS = ['sent', 'decoded', 'with warnings', 'failed'] as const;

/** The table at the end of the tour, and the verdict. */
export function summaryOf(outcomes: readonly Outcome[], colors: Colors): string[] {
  const rows = TRANSPORTS.map((transport) => {
    const label = labelOf(transport);
    return row(
      label,
      outcomes.filter((outcome) => labelOf(outcome.transport) === label),
      colors,
    );
  });
  const heading = [' '.repeat(LABEL_WIDTH), ...HEADINGS].join('  ');
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
  const line = [label.padEnd(LABEL_WIDTH), ...cells].join('  ');
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
