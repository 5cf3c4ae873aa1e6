/**
 * Kinds of calls a simulated call centre knows.
 *
 * - `answered`: to an extension, from an extension to the world, or between two; answered.
 * - `missed`: the same, but nobody answers.
 * - `busy`: the same, but the other side is busy.
 * - `queue`: through a queue, whose agents are tried one by one or all at once; answered or given up.
 * - `transfer`: answered, then moved to another agent, who mostly answers.
 * - `voicemail`: nobody answers, a mailbox takes a message.
 * - `survey`: answered, with or without a queue; a vote follows.
 * - `fax`: a fax comes in or goes out.
 * - `campaign`: the auto-dialer calls a number and reports.
 * - `originated`: click to call; two legs with an id each.
 * - `trunk-trouble`: a trunk fails, and a call with it.
 * - `mixed`: all of these, as often as is believable.
 */
export const CALL_SCENARIOS = [
  'answered',
  'missed',
  'busy',
  'queue',
  'transfer',
  'voicemail',
  'survey',
  'fax',
  'campaign',
  'originated',
  'trunk-trouble',
  'mixed',
] as const;

/** A kind of call; see {@link CALL_SCENARIOS}. */
export type CallScenario = (typeof CALL_SCENARIOS)[number];

/** How often each documented oddity strikes, 0 (never) to 1 (wherever it can). One left out keeps its default. */
export interface Oddities {
  /**
   * Of the calls with an IncomingCall: it is sent a second time without any id, 50 ms to 2 s before or after its
   * brother (WF b). Default 0.2.
   */
  twin?: number;
  /** Of the calls that have no `ANSWERED` record: they get no record at all, no CdrQueue either (WF b), unless it is all that tells of them. Default 0.2. */
  withoutCdr?: number;
  /** Of all calls: the id comes under the key `cuid` only (WF b). Default 0.1. */
  cuidOnly?: number;
  /** Of the calls with a `NO ANSWER` in a Cdr: it is spelled `NOANSWER` (WF b). Default 0.1. */
  noanswer?: number;
  /**
   * Of the calls whose events are close enough together: one event arrives 0.2 to 2 s late and so changes places with
   * others of its call (WF d). Default 0.02.
   */
  reordered?: number;
  /** Of all deliveries: it is sent again, 50 ms to 1.5 s later (WF d). Default 0.01. */
  repeated?: number;
  /** Of the calls with an `ANSWERED` Cdr: its `startTime` equals its `endTime`, as in the vendor's sample (WF b). Default 0.02. */
  sameTimes?: number;
}

/** The name of an oddity. */
export type Oddity = keyof Oddities;

/** What call centre to simulate. Every option has a default. */
export interface SimulationOptions {
  /** A whole number, of which the lowest 32 bits count. The same seed and options give the same run, byte for byte. Default 1. */
  seed?: number;
  /** How many calls. `Infinity` gives an endless stream. Default 100. */
  calls?: number;
  /** How many agents, 1 to 500. Their extensions are `'101'`, `'102'`, … Default 10. */
  agents?: number;
  /**
   * How many calls begin per minute on average, 0.001 to 10,000; the gaps are exponential. A call keeps an agent for about 70 s.
   * Where there are too few agents, callers wait, give up or find them busy, also those of the scenario `answered`. Default 3.
   */
  rate?: number;
  /** Which kinds of calls: a list, all equally often, or weights. Default `['mixed']`. */
  scenarios?: readonly CallScenario[] | Readonly<Partial<Record<CallScenario, number>>>;
  /**
   * IANA zone of the PBX's clock, in which it writes its times (WF c). Default `'UTC'`, as that of a PBX. Where a zone sets its
   * clocks back, a reading that it has twice is read as the first, as from a real PBX.
   */
  timeZone?: string;
  /** When the agents log in; calls begin after it. Default 2026-01-10 05:30 UTC, so that runs are equal. */
  start?: Date;
  /** How often oddities strike, or `false` for none. They do not change which calls there are. Default: see {@link Oddities}. */
  oddities?: Oddities | false;
}
