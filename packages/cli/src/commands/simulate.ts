import { CALL_SCENARIOS, SIMOTEL_VERSIONS, simulateCallCentre } from '@simotel-hooks/testing';
import type { Argv } from 'yargs';
import { usageError } from '../errors.js';
import { exitCodeOf, INTERRUPTED } from '../exit-codes.js';
import { parseTarget } from '../http/target.js';
import { asUsageError } from '../send/write-event.js';
import { simulateTraffic } from '../simulate/simulate-traffic.js';
import type { TrafficReport } from '../simulate/traffic-report.js';
import { wireChoices } from '../simulate/wire-choice.js';
import type { Io } from '../terminal/io.js';
import { jsonLine } from '../terminal/printable.js';
import { progressOf } from '../terminal/progress.js';
import { trafficLines } from '../terminal/traffic.js';
import type { OptionsOf } from './options.js';
import { credentialsOf, targetOptions } from './target-options.js';

export const command = 'simulate';
export const describe = 'Play a whole call centre to a receiver';

export const builder = (yargs: Argv) =>
  yargs
    .version(false)
    .options({
      ...targetOptions,
      version: {
        choices: [...SIMOTEL_VERSIONS, 'all'] as const,
        default: 'G4' as const,
        describe: "Version chosen in the PBX's panel; all takes turns",
      },
      method: {
        choices: ['GET', 'POST', 'all'] as const,
        default: 'POST' as const,
        describe: 'Method chosen there; all takes turns',
      },
      calls: { type: 'number', default: 100, describe: 'How many calls; Infinity goes on until Ctrl-C' },
      agents: { type: 'number', default: 10, describe: 'Agents, with the extensions 101, 102, …' },
      rate: { type: 'number', default: 3, describe: 'Calls per minute' },
      seed: { type: 'number', default: 1, describe: 'The same seed gives the same calls' },
      scenario: {
        choices: CALL_SCENARIOS,
        array: true,
        default: ['mixed'] as const,
        describe: 'Kind of calls (may be repeated)',
      },
      speed: {
        type: 'string',
        default: '1',
        describe: '1: as the PBX would; 60: a minute a second; max: as fast as answers come',
      },
      'time-zone': { type: 'string', default: 'UTC', describe: "IANA zone of the PBX's clock" },
      json: { type: 'boolean', default: false, describe: 'Print the summary as JSON' },
    })
    .example('$0 simulate --to http://127.0.0.1:3000 --speed 60', '')
    .example('$0 simulate --to http://127.0.0.1:3000 --scenario queue --calls 1000 --speed max', '');

/** @returns 0 where every answer is below 400. */
export async function run(options: OptionsOf<typeof builder>, io: Io): Promise<number> {
  const { calls, version, method, json } = options;
  const credentials = credentialsOf(options);
  const target = parseTarget(options.to);
  const simulation = simulationOf(options);
  const speed = speedOf(options.speed);
  const signal = io.stopSignal();
  const progress = progressOf(calls);
  try {
    const report = await simulateTraffic({
      target,
      simulation,
      write: wireChoices(version, method),
      speed,
      credentials,
      signal,
      onAnswer: ({ call }) => progress.advance(call?.id ?? null),
    });
    progress.stop();
    if (json) io.print(jsonLine(jsonOf(report)));
    else trafficLines(report, io.colors).forEach(io.print);
    if (signal.aborted) return INTERRUPTED;
    return exitCodeOf(report.statuses);
  } finally {
    progress.stop();
  }
}

function simulationOf({ seed, calls, agents, rate, scenario, timeZone }: OptionsOf<typeof builder>) {
  try {
    return simulateCallCentre({
      seed,
      calls,
      agents,
      rate,
      scenarios: scenario,
      timeZone,
      start: new Date(),
    });
  } catch (cause) {
    throw asUsageError(cause);
  }
}

function jsonOf({ sent, statuses, latency, elapsedMs, firstError }: TrafficReport): object {
  return {
    sent,
    statuses: Object.fromEntries(statuses),
    latencyMs: latency,
    elapsedMs,
    error: firstError?.message ?? null,
  };
}

function speedOf(text: string): number {
  const speed = text === 'max' ? Infinity : Number(text);
  if (speed > 0) return speed;
  throw usageError('--speed takes a number above 0, or max.');
}
