import type { TrafficReport } from '../simulate/traffic-report.js';
import type { Colors } from './colors.js';
import { printable } from './printable.js';

/** The lines that close a simulation. */
export function trafficLines(report: TrafficReport, colors: Colors): string[] {
  const { sent, statuses, latency, elapsedMs, firstError } = report;
  const seconds = elapsedMs / 1000;
  const perSecond = seconds > 0 ? sent / seconds : 0;
  return [
    colors.bold(`${count(sent, 'delivery', 'deliveries')} in ${decimal(seconds)} s`) +
      colors.dim(` (${decimal(perSecond)} a second)`),
    ...statusLines(statuses, colors),
    ...(latency
      ? [`  answered in ${ms(latency.p50)} (median), ${ms(latency.p99)} (99 %), ${ms(latency.max)} at most`]
      : []),
    ...(firstError ? [colors.red(`  first failure: ${printable(firstError.message, 400)}`)] : []),
  ];
}

/** How many got which answer, a line each; also for a replay. */
export function statusLines(statuses: ReadonlyMap<number | 'failed', number>, colors: Colors): string[] {
  return [...statuses]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([status, times]) => {
      const text = `  ${String(times).padStart(8)}  ${status === 'failed' ? 'without an answer' : status}`;
      return typeof status === 'number' && status < 400 ? colors.green(text) : colors.red(text);
    });
}

const rank = (status: number | 'failed') => (status === 'failed' ? Infinity : status);
const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
const decimal = (value: number) => (value < 100 ? value.toFixed(1) : String(Math.round(value)));
const ms = (value: number) => `${decimal(value)} ms`;
