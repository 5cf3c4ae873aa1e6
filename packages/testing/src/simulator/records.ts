import type { CdrData } from '@simotel-hooks/core';
import type { Random } from './random.js';
import type { EventIds, Script } from './script.js';

/** What a Cdr tells of a call or a part of one, in whole seconds (WF c). */
export interface CdrFacts {
  readonly disposition: 'ANSWERED' | 'NO ANSWER' | 'BUSY' | 'FAILED';
  /** The second of the call in which it ended. */
  readonly end: number;
  /** The second in which it is sent. Default: `end`. */
  readonly sent?: number;
  /** Default: all the time until `end` in which nobody talked. */
  readonly wait?: number;
  /** Seconds of talk; of answered ones only. */
  readonly billsec?: number;
  readonly record?: string;
  /** Those of the call, unless the record is of another leg. */
  readonly parties?: Partial<Pick<CdrData, 'src' | 'dst' | 'type'>>;
  readonly ids?: Partial<EventIds>;
}

/** Sends a Cdr. Its extension becomes idle at the same time: which of the two comes first is chance. */
export function sendCdr(script: Script, random: Random, facts: CdrFacts): void {
  const { disposition, end, sent = end, billsec, record, parties, ids } = facts;
  const { from, to, direction, entryPoint, outgoingPoint, did } = script.truth;
  const { wait = end - (billsec ?? 0) } = facts;
  const { type = direction } = parties ?? {};
  const data: CdrData = {
    // Of a call that was not answered it is the end, so that it is the creation plus the wait there too (WF c).
    startTime: new Date(script.time(end - (billsec ?? 0))),
    endTime: new Date(script.time(end)),
    src: from,
    dst: to,
    type,
    disposition,
    ...((billsec === undefined || random.chance(0.5)) && { duration: wait + (billsec ?? 0) }),
    ...(billsec !== undefined && { billsec }),
    wait,
    ...(record !== undefined && { record }),
    ...(entryPoint !== null && { entryPoint }),
    ...(outgoingPoint !== null && type === 'outgoing' && { outgoingPoint }),
    ...(did !== null && { did }),
    ...parties,
  };
  script.truth.hasCdr = true;
  script.send(sent, { name: 'Cdr', data }, ids);
}

/** Makes a recording of the call, or of a part of it: the second is `….2.mp3` (WF c). The day in its name is that of UTC. */
export function recordCall(script: Script, callId = script.truth.id): string {
  const { createdAt, recordings } = script.truth;
  const day = new Date(createdAt).toISOString().slice(0, 10).replaceAll('-', '');
  const part = recordings.length === 0 ? '' : `.${recordings.length + 1}`;
  const name = `${day}_${callId}${part}.mp3`;
  script.truth.recordings = [...recordings, name];
  return name;
}
