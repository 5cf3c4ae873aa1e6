import type { CallDirection } from '../events/vocabulary.js';
import type { CallEvent } from './call-event.js';

/** How a call ended. Whatever else is known, `'unknown'` says that the PBX did not tell; it is never a guess. */
export type CallOutcome = 'answered' | 'missed' | 'busy' | 'failed' | 'unknown';

/**
 * What the outcome is known from:
 *
 * - `'cdr'`: the record of the call.
 * - `'cdrQueue'`: the record of its queue; there was no Cdr, or none that tells of the answer.
 * - `'states'`: what its extensions did (NewState); there was no record, or none that tells of the answer.
 * - `'timeout'`: nothing: no event came for `idleTimeoutMs`, so the call was given up. The outcome is `'unknown'`.
 * - `'evicted'`: nothing: more than `maxCalls` calls were open, and this one was the oldest. The outcome is `'unknown'`.
 */
export type CallEvidence = 'cdr' | 'cdrQueue' | 'states' | 'timeout' | 'evicted';

/**
 * One call, put together from its events: plain data that survives JSON. Every report has one of its own, which never changes.
 *
 * Every time is Unix time in milliseconds (`new Date(call.createdAt)`). Those of records are of the PBX's clock; a NewState
 * carries no time, so what is known from it alone has the time of its arrival.
 */
export interface Call {
  /**
   * The id of the call as the PBX gives it (WF b). Of a call with several, which the originate API makes, the one that was
   * given first. A call known only from an IncomingCall without an id has one that begins with `no-id:`.
   */
  id: string;
  /**
   * Every id the PBX gave this call, the first one first; empty for `no-id:` calls. `tracker.get` takes any of them. Until an event
   * tells that two ids are one call, each is reported as a call of its own.
   */
  callIds: readonly string[];
  /** What the originate API returned, where it started the call; its legs are found by it (WF b). */
  originatedCallId: string | null;
  /** The PBX, as `auth` named it. Calls of different sources are never mixed, whatever their ids. */
  source: string | null;
  /**
   * `'incoming'` with an IncomingCall, `'outgoing'` with an OutgoingCall or made by the originate API, else `type` of the Cdr;
   * `'local'` also where one extension called another and no record came.
   */
  direction: 'incoming' | 'outgoing' | 'local' | null;
  /**
   * Who calls: the number of the IncomingCall, else `src` of a record, else the other party of a ringing extension. Of an
   * outgoing call, the extension that dials.
   */
  from: string | null;
  /** What was called: the number of the OutgoingCall, else `dst` of the Cdr, often the dialled number instead of an extension (WF b). */
  to: string | null;
  /** The number that was dialled from outside: `did` of the Cdr. */
  did: string | null;
  /** The trunk the call came in by. */
  entryPoint: string | null;
  /** The trunk the call left by. */
  outgoingPoint: string | null;
  /** The queue it was in, the first of several: from CdrQueue, else NewState, else Survey. */
  queue: string | null;
  /**
   * - `'ringing'`: nobody has answered yet, also while it waits in a queue or a menu.
   * - `'talking'`: somebody has.
   * - `'ended'`: it is over, and `end` was reported. An `update` of an ended call tells what came late.
   */
  status: 'ringing' | 'talking' | 'ended';
  /** What each extension did in it, in the order they came in. */
  legs: readonly CallLeg[];
  /**
   * The extension that answered first: known from NewState (`InUse` of an incoming leg) and CdrQueue. `dst` of a Cdr does not
   * tell (WF b), so it is `null` where neither came, where the PBX itself answered (a menu, a fax, a mailbox), and in an
   * outgoing call.
   */
  answeredBy: string | null;
  /** Its transfers, the first one first. */
  transfers: readonly CallTransfer[];
  /**
   * When it began: the epoch in its id, to the second (WF b). Where the id has none: the entry into the queue, or `startTime`
   * minus `wait` of the Cdr, else the arrival of its first event.
   */
  createdAt: number;
  /** When it was first answered: from the Cdr, else the CdrQueue, else the arrival of the NewState. Of an originated call, when both sides had. */
  answeredAt: number | null;
  /** When it ended: from the last Cdr, else the CdrQueue, else, also where a record is missing, when its last extension left. `null` while it lasts, and where nothing tells. */
  endedAt: number | null;
  /** Whole seconds until the answer: `wait` of the record that tells it; of a call nobody answered, until its end. */
  waitSeconds: number | null;
  /**
   * Whole seconds somebody talked: `billsec` of its answered Cdrs, time that two of them share counted once; else of CdrQueue;
   * else from the first answer to the last extension's leaving. Of an originated call, while both sides were there.
   */
  talkSeconds: number | null;
  /**
   * How it ended; `null` until `status` is `'ended'`. A call is `'answered'` where any record or extension says so, else
   * `'missed'`, `'busy'`, `'failed'` by its records (the best of several), else `'missed'` where extensions rang and all left.
   * An originated call is answered when both sides are.
   */
  outcome: CallOutcome | null;
  /** What the outcome is known from; `null` until there is one. */
  evidence: CallEvidence | null;
  /** File names of its recordings, in the order of the alphabet. */
  recordings: readonly string[];
  /** What the caller voted; of several votes the last. Often comes after the end. */
  survey: CallSurvey | null;
  /**
   * Seconds by which the PBX's clock text was off, found by comparing records with the epoch in the id and with their arrival;
   * the times of this call are corrected by it. Other than 0 it means that `timeZone` of the hooks is wrong (WF c).
   */
  clockShiftSeconds: number;
  /** Everything that came for this call, in the order of arrival. */
  events: readonly CallEvent[];
  /** How many events were let go, because one call had more than the tracker keeps (500). Normally 0. */
  droppedEvents: number;
}

/** What one extension did in a call. Times are Unix time in milliseconds. */
export interface CallLeg {
  /** The extension. */
  exten: string;
  /** Whether it was called (`in`) or calls (`out`), as NewState says; one a queue record names was called. */
  direction: CallDirection | null;
  /** When it first rang. */
  rangAt: number | null;
  /** When it began to dial, where it is the caller. */
  dialedAt: number | null;
  /** When it answered; of one that dials, when it stopped dialling because it was answered (`dialer`, WF b). */
  answeredAt: number | null;
  /** When it was last free again; `null` while it rings or talks. */
  leftAt: number | null;
}

/** One transfer. */
export interface CallTransfer {
  /** The party that was moved. */
  from: string;
  /** Where it was moved to. */
  to: string;
  /** The extension that did it. */
  by: string | null;
  /** When the event arrived: Unix time in milliseconds. */
  at: number;
}

/** A vote after a call. */
export interface CallSurvey {
  /** The score; its range is set in the PBX. */
  point: number;
  /** Label of the survey. */
  label: string | null;
  /** The agent who is rated. */
  exten: string | null;
  /** When: Unix time in milliseconds, `date` of the Survey, else its arrival. */
  at: number;
}
