import type { SimotelEvent } from '@simotel-hooks/core';
import type { CallOutcome } from '@simotel-hooks/core/calls';
import type { RequestOptions } from '../options.js';
import type { CallScenario, Oddity } from './options.js';

/** One event of a simulated call centre, as it arrives. */
export interface SimulatedEvent {
  /** When it arrives at the receiver: 5 to 80 ms after the PBX sent it. Events come in the order of this time. */
  at: Date;
  /** As `decode` gives it, oddities included: it equals `decode(createRequest(event, wire), { timeZone: wire.timeZone })`. */
  event: SimotelEvent;
  /** How to write it with its oddities: `createRequest(event, { ...wire, version: 'Rest2', method: 'GET' })`. */
  wire: SimulatedWire;
  /**
   * The call it is about, whole from its first event on: nobody who is tested should look at what lies ahead. `null`
   * for events of no call: trunks that change their state, agents that log in. Events that carry no id of a call have
   * it as well (VoiceMail, VoiceMailEmail, AutoDialerReport, the twin of an IncomingCall).
   */
  call: CallTruth | null;
}

/** What `createRequest` needs to know of a simulated event, besides version and method. */
export interface SimulatedWire extends Pick<RequestOptions<never>, 'idKey' | 'fields'> {
  /** The zone of the simulation. `decode` needs it too. */
  timeZone: string;
}

/**
 * What really happened in a simulated call: plain data that survives JSON. It does not follow from the events, the events
 * follow from it. Times are Unix time in milliseconds.
 */
export interface CallTruth {
  /** Id of the call, `epochSeconds.sequence` (WF b); of an originated call the id of its first leg. */
  readonly id: string;
  /** Every id of the call, the first one first. Only originated calls have two. */
  readonly callIds: readonly string[];
  /** What the originate API returned, where it started the call. */
  readonly originatedCallId: string | null;
  /** What kind of call it is. With too few agents it may have ended otherwise; see `outcome`. */
  readonly scenario: Exclude<CallScenario, 'mixed'>;
  /** Where it goes, seen from the PBX. */
  readonly direction: 'incoming' | 'outgoing' | 'local';
  /** Who calls. Of an outgoing call the extension that dials, of campaigns and faxes a number of the PBX. */
  readonly from: string;
  /**
   * What was called, as the (first) record of the call names it: the number called from here; of an incoming call the DID, or
   * the extension that the caller chose in a menu, or the mailbox where the call ended up.
   */
  readonly to: string;
  /** The number that was dialled from outside; `null` where nobody called from outside. */
  readonly did: string | null;
  /** The trunk it came in by. */
  readonly entryPoint: string | null;
  /** The trunk it left by. */
  readonly outgoingPoint: string | null;
  /** The queue it was in. */
  readonly queue: string | null;
  /** The extension that answered the caller first; `null` where nobody, a machine (fax, mailbox) or somebody outside did. */
  readonly answeredBy: string | null;
  /** The extensions that rang, each once, in the order in which they first did. */
  readonly tried: readonly string[];
  /** Its transfers, the first one first. */
  readonly transfers: readonly { readonly from: string; readonly to: string; readonly by: string }[];
  /** When it began: the whole second in the id. */
  readonly createdAt: number;
  /** When it was first answered; of an originated call, when the number called answered. */
  readonly answeredAt: number | null;
  /** When it ended, the last part of a transferred one. */
  readonly endedAt: number;
  /** Whole seconds until it was answered; of a call that was not, until its end. */
  readonly waitSeconds: number;
  /** Whole seconds somebody talked: the `billsec` of the call, of a transferred one those of all parts. `null` unless answered. */
  readonly talkSeconds: number | null;
  /** How it ended. A simulation always knows. */
  readonly outcome: Exclude<CallOutcome, 'unknown'>;
  /** File names of its recordings, the first one first. */
  readonly recordings: readonly string[];
  /** What the caller voted afterwards. */
  readonly survey: { readonly point: number; readonly label: string } | null;
  /** Whether the PBX sends a Cdr. */
  readonly hasCdr: boolean;
  /** Whether the PBX sends a CdrQueue. */
  readonly hasCdrQueue: boolean;
  /** What befell its events on the way, each once. */
  readonly oddities: readonly Oddity[];
}

/**
 * The truths of all calls, by the id of the call, in the order in which their events begin. A simulation itself keeps none of
 * them, so that an endless one does not fill the memory; this helper goes through all events and must not be given an endless one.
 */
export function truthsOf(events: Iterable<SimulatedEvent>): Map<string, CallTruth> {
  const truths = new Map<string, CallTruth>();
  for (const { call } of events) if (call) truths.set(call.id, call);
  return truths;
}
