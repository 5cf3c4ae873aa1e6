import type { CallView, DeliverySummary, StreamMessage } from '../../../src/inspector/protocol.js';

/** A row of the list. */
export function row(seq: number, parts: Partial<DeliverySummary> = {}): DeliverySummary {
  return {
    seq,
    at: 1_750_000_000_000 + seq,
    source: null,
    transport: 'G POST JSON',
    kind: 'event',
    name: 'NewState',
    callId: null,
    numbers: [],
    facts: [],
    text: '',
    warnings: [],
    code: null,
    status: 200,
    ...parts,
  };
}

/** Rows with the numbers of a range, both ends included. */
export function rows(first: number, last: number): DeliverySummary[] {
  return Array.from({ length: last - first + 1 }, (_, index) => row(first + index));
}

/** A call as the page gets it. */
export function callView(key: string, parts: Partial<CallView['call']> = {}): CallView {
  return {
    key,
    call: {
      id: key,
      callIds: [key],
      originatedCallId: null,
      source: null,
      direction: 'incoming',
      from: '09121234567',
      to: null,
      did: null,
      entryPoint: null,
      outgoingPoint: null,
      queue: null,
      status: 'ended',
      legs: [],
      answeredBy: null,
      transfers: [],
      createdAt: 0,
      answeredAt: null,
      endedAt: null,
      waitSeconds: null,
      talkSeconds: null,
      outcome: 'missed',
      evidence: 'cdr',
      recordings: [],
      survey: null,
      clockShiftSeconds: 0,
      droppedEvents: 0,
      ...parts,
    },
    timeline: { rows: [], transfers: [], marks: [], from: 0, until: 1 },
  };
}

/** A message of the server. */
export function message(parts: Partial<StreamMessage> = {}): StreamMessage {
  return { now: 1_000, session: 'one', firstSeq: 1, rev: 1, ...parts };
}
