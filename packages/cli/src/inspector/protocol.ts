import type { Call } from '@simotel-hooks/core/calls';
import type { Explanation } from '../delivery/explanation.js';

/**
 * What the server and the page of the inspector say to each other. All times are Unix time in milliseconds. Every text may
 * come from a stranger.
 *
 * - `GET /api/stream?deliveries=SEQ&changes=REV`: server-sent events, each a {@link StreamMessage}, beginning with what the
 *   page does not have yet.
 * - `GET /api/deliveries/SEQ`: a {@link DeliveryDetail}, or 404 where it is let go.
 * - `GET /api/deliveries/SEQ/fixture`: a `SavedDelivery` as a download.
 * - `POST /api/deliveries/SEQ/replay` with a {@link ReplayRequest}: a {@link ReplayAnswer}.
 * - `POST /api/clear` with `{}`: forgets deliveries and calls that ended; 204.
 *
 * A POST needs `content-type: application/json`. What goes wrong is answered with {@link ApiError}.
 */
export interface StreamMessage {
  /** The server's clock, to draw calls that last. */
  readonly now: number;
  /** Another one than before: the server was started anew, and nothing the page holds is of it. */
  readonly session: string;
  /** New deliveries, the oldest first. */
  readonly deliveries?: readonly DeliverySummary[];
  /** Deliveries before this one are let go: the page does so too. */
  readonly firstSeq: number;
  /** Calls that are new or changed; they replace those of the same `key`. */
  readonly calls?: readonly CallView[];
  /** What is new or changed on the board; it replaces what has the same `kind`, `source` and `name`. */
  readonly board?: readonly BoardEntry[];
  /** Keys of calls that were cleared, or turned out to be a part of another. Beyond `LIMITS` a page lets go by itself. */
  readonly forgottenCalls?: readonly string[];
  /** How far `calls` and `board` go, for the next connection. */
  readonly rev: number;
}

/** A row of the list. */
export interface DeliverySummary {
  /** 1, 2, 3, … in the order of arrival. */
  readonly seq: number;
  readonly at: number;
  readonly source: string | null;
  /** `G POST JSON`. */
  readonly transport: string;
  /** `error`: it could not be decoded. `refused`: it was not let in, or not by this method. */
  readonly kind: 'event' | 'unknown' | 'error' | 'refused';
  /** The name of the event, as the sender spelt it where it is unknown; `null` where there is none. */
  readonly name: string | null;
  readonly callId: string | null;
  /** Every extension, queue and telephone number in it. */
  readonly numbers: readonly string[];
  /** The most telling fields, each as one readable piece: `disposition ANSWERED`. */
  readonly facts: readonly string[];
  /** What the text filter looks at beside the rest: values of all fields, cut where they are long. */
  readonly text: string;
  /** Codes of the warnings. */
  readonly warnings: readonly string[];
  /** Of an error. */
  readonly code: string | null;
  /** What the sender was answered. */
  readonly status: number;
}

/** All there is to know of one delivery. */
export interface DeliveryDetail {
  readonly summary: DeliverySummary;
  /** A random UUID. */
  readonly id: string;
  readonly ip: string | null;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
    /** `base64` where the body is no text. */
    readonly bodyEncoding: 'text' | 'base64';
    /** Bytes. */
    readonly bodySize: number;
  };
  /** `null` for a refused delivery, which nobody read. */
  readonly explanation: Explanation | null;
  /** `event.data` as JSON; `null` where there is none. */
  readonly data: unknown;
  readonly answer: {
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  };
  readonly forwards: readonly ForwardView[];
  /** A curl command that sends it again, to this receiver. */
  readonly curl: string;
}

/** What became of a delivery that was passed on. */
export interface ForwardView {
  /** Without credentials. */
  readonly url: string;
  /** `null` while it is on its way, and where there is no answer. */
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly error: string | null;
}

/** One call. */
export interface CallView {
  readonly key: string;
  readonly call: Omit<Call, 'events'>;
  readonly timeline: CallTimeline;
}

/** A call as it is drawn: a row per extension. */
export interface CallTimeline {
  readonly rows: readonly TimelineRow[];
  readonly transfers: readonly TimelineTransfer[];
  readonly marks: readonly TimelineMark[];
  readonly from: number;
  /** `null` while the call lasts. */
  readonly until: number | null;
}

export interface TimelineRow {
  readonly exten: string;
  readonly segments: readonly TimelineSegment[];
}

/** What an extension did for a time. */
export interface TimelineSegment {
  readonly kind: 'ringing' | 'dialing' | 'talking' | 'holding';
  readonly from: number;
  /** `null` while it lasts. */
  readonly until: number | null;
}

export interface TimelineTransfer {
  /** Rows of these names need not be there: a party outside has none. */
  readonly from: string;
  readonly to: string;
  readonly by: string | null;
  readonly at: number;
}

/** Something that happened at one moment. */
export interface TimelineMark {
  readonly name: 'Cdr' | 'CdrQueue' | 'Survey';
  readonly at: number;
  /** For a tooltip: `ANSWERED, 9 s`. */
  readonly label: string;
}

/** What stands on the board. */
export type BoardEntry = BoardExtension | BoardQueue | BoardTrunk;

interface BoardBase {
  readonly source: string | null;
  readonly name: string;
  /** When the state began; `null` where it is not known. */
  readonly since: number | null;
  /** Calls that ended in each quarter of an hour, the oldest first, two days at most; the page adds up those of its today. */
  readonly tally: readonly TallyQuarter[];
}

/** When the quarter began, and how many calls were answered and missed. */
export type TallyQuarter = readonly [start: number, answered: number, missed: number];

export interface BoardExtension extends BoardBase {
  readonly kind: 'extension';
  /** As NewState says: `Idle`, `Ringing`, `InUse`, … */
  readonly state: string | null;
  readonly participant: string | null;
  readonly direction: string | null;
  readonly queue: string | null;
  readonly callId: string | null;
}

export interface BoardQueue extends BoardBase {
  readonly kind: 'queue';
  readonly waiting: number;
  readonly talking: number;
}

export interface BoardTrunk extends BoardBase {
  readonly kind: 'trunk';
  /** As TrunkNewState says: `Ok`, `Unavailable`, … */
  readonly state: string | null;
  readonly type: string | null;
  /** Calls by it that have not ended. */
  readonly open: number;
}

export interface ReplayRequest {
  /** `http` or `https`; may hold a user name and password. */
  readonly url: string;
}

export interface ReplayAnswer {
  readonly status: number;
  readonly durationMs: number;
  /** Cut where it is long. */
  readonly body: string;
}

export interface ApiError {
  /** Says what to do. */
  readonly message: string;
}
