import {
  CALL_SCENARIOS,
  type CallScenario,
  type Oddities,
  type Oddity,
  type SimulationOptions,
} from './options.js';

/** A scenario that can be played. */
export type Scenario = Exclude<CallScenario, 'mixed'>;

type Weights = readonly (readonly [Scenario, number])[];

/** Options that have been checked and filled up. */
export interface Settings {
  seed: number;
  calls: number;
  agents: number;
  rate: number;
  scenarios: Weights;
  timeZone: string;
  /** Unix time in milliseconds. */
  start: number;
  oddities: Required<Oddities>;
}

const MIXED: Weights = [
  ['answered', 35],
  ['missed', 12],
  ['busy', 4],
  ['queue', 22],
  ['transfer', 6],
  ['voicemail', 4],
  ['survey', 5],
  ['fax', 3],
  ['campaign', 4],
  ['originated', 4],
  ['trunk-trouble', 1],
];

const ODDITY_NAMES = [
  'twin',
  'withoutCdr',
  'cuidOnly',
  'noanswer',
  'reordered',
  'repeated',
  'sameTimes',
] as const satisfies readonly Oddity[];

const ODDITIES: Readonly<Required<Oddities>> = {
  twin: 0.2,
  withoutCdr: 0.2,
  cuidOnly: 0.1,
  noanswer: 0.1,
  reordered: 0.02,
  repeated: 0.01,
  sameTimes: 0.02,
};

/** A Saturday morning in Tehran, when its week begins. */
const START = Date.UTC(2026, 0, 10, 5, 30);
/** Ids hold the epoch in ten digits, and times need four for the year. */
const [EARLIEST, LATEST] = [Date.UTC(2002), Date.UTC(2200)];

/**
 * @throws {RangeError} for a number, date, name or zone out of range.
 * @throws {TypeError} for a value of another type.
 */
export function settingsOf(options: SimulationOptions): Settings {
  const { seed = 1, calls = 100, agents = 10, rate = 3, timeZone = 'UTC', oddities = {} } = options;
  check(Number.isSafeInteger(seed), `seed is ${seed}; give a whole number.`);
  check(
    (Number.isSafeInteger(calls) && calls >= 0) || calls === Infinity,
    `calls is ${calls}; give a whole number, 0 or more, or Infinity for an endless stream.`,
  );
  check(
    Number.isInteger(agents) && isWithin(agents, 1, 500),
    `agents is ${agents}; give a whole number from 1 to 500.`,
  );
  check(isWithin(rate, 0.001, 10_000), `rate is ${rate}; give the calls per minute, 0.001 to 10000.`);
  return {
    seed,
    calls,
    agents,
    rate,
    timeZone: knownZone(timeZone),
    scenarios: weightsOf(options.scenarios),
    start: startOf(options.start),
    oddities: ratesOf(oddities),
  };
}

function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw new RangeError(message);
}

/** Programs without types may give numbers as text, which compares like a number. */
const isWithin = (value: unknown, from: number, to: number) =>
  typeof value === 'number' && value >= from && value <= to;

function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return timeZone;
  } catch (cause) {
    throw new RangeError(
      `timeZone is "${timeZone}"; give the name of an IANA time zone such as "UTC" or "Asia/Tehran".`,
      { cause },
    );
  }
}

function startOf(start: Date | undefined): number {
  if (start === undefined) return START;
  if (!(start instanceof Date)) throw new TypeError(`start is a ${typeof start}; give a Date.`);
  const time = start.getTime();
  check(time >= EARLIEST && time < LATEST, `start is ${start}; give a Date in the years 2002 to 2199.`);
  return time;
}

function weightsOf(scenarios: SimulationOptions['scenarios'] = ['mixed']): Weights {
  if (typeof scenarios !== 'object' || scenarios === null) {
    throw new TypeError('scenarios is neither a list of scenarios nor a record of their weights; give one.');
  }
  const given = isList(scenarios)
    ? scenarios.map((scenario) => [scenario, 1] as const)
    : Object.entries(scenarios);
  const weights = given.flatMap(([name, weight]) => {
    const scenario = CALL_SCENARIOS.find((known) => known === name);
    if (scenario === undefined) {
      throw new RangeError(`There is no scenario "${name}"; use ${CALL_SCENARIOS.join(', ')}.`);
    }
    check(
      isWithin(weight, 0, Number.MAX_SAFE_INTEGER),
      `The weight of ${name} is ${weight}; give a number, 0 or more.`,
    );
    return scenario === 'mixed' ? shares(weight) : [[scenario, weight] as const];
  });
  check(
    weights.some(([, weight]) => weight > 0),
    'scenarios names none; name at least one, with a weight above 0.',
  );
  return weights;
}

/** `Array.isArray` does not know lists that are read-only. */
function isList(value: NonNullable<SimulationOptions['scenarios']>): value is readonly CallScenario[] {
  return Array.isArray(value);
}

function shares(weight: number): Weights {
  const all = MIXED.reduce((sum, [, part]) => sum + part, 0);
  return MIXED.map(([scenario, part]) => [scenario, (weight * part) / all]);
}

function ratesOf(oddities: Oddities | false): Required<Oddities> {
  if (oddities !== false && (typeof oddities !== 'object' || oddities === null)) {
    throw new TypeError('oddities is neither a record of rates nor false; give one.');
  }
  const rates = { ...ODDITIES };
  for (const oddity of ODDITY_NAMES) {
    const rate = oddities === false ? 0 : (oddities[oddity] ?? ODDITIES[oddity]);
    check(isWithin(rate, 0, 1), `The rate of ${oddity} is ${rate}; give a share from 0 to 1.`);
    rates[oddity] = rate;
  }
  const unknown = Object.keys(oddities).find((name) => !(name in ODDITIES));
  check(unknown === undefined, `There is no oddity "${unknown}"; use ${ODDITY_NAMES.join(', ')}.`);
  return rates;
}
