import type { CdrQueueData, CdrQueueDetail } from '@simotel-hooks/core';
import type { Random } from '../random.js';
import type { Script } from '../script.js';
import type { Try } from './queue-plan.js';

/** What a CdrQueue tells, in seconds of the call. */
interface QueueFacts {
  readonly entry: number;
  readonly tries: readonly Try[];
  /** Who answered, else the last one who was tried. */
  readonly last: Try;
  readonly end: number;
  readonly billsec: number;
  readonly record?: string;
}

export function sendCdrQueue(script: Script, random: Random, facts: QueueFacts): void {
  const { entry, tries, last, end, billsec, record } = facts;
  const { from: src, queue } = script.truth;
  const { exten, from, until, answers } = last;
  const moment = (second: number) => new Date(script.time(second));
  // Unlike that of the Cdr, this wait begins with the queue (WF b).
  const wait = end - billsec - entry;
  const data: CdrQueueData = {
    src,
    dst: exten,
    ...(queue !== null && { queue }),
    billsec,
    wait,
    duration: wait + billsec,
    agentWait: until - from,
    disposition: answers ? 'ANSWERED' : 'MISSED',
    hangup: answers ? random.pick(['agent', 'caller']) : 'caller',
    queueStatus: 'CONTINUE',
    ...(record !== undefined && { record }),
    startTime: moment(entry),
    ringTime: moment(from),
    ...(answers && { answeredTime: moment(until) }),
    endTime: moment(end),
    detail: [...new Set(tries.map((attempt) => attempt.exten))].map((agent) =>
      detailOf(
        src,
        tries.filter((attempt) => attempt.exten === agent),
        billsec,
      ),
    ),
  };
  script.truth.hasCdrQueue = true;
  script.send(end, { name: 'CdrQueue', data });
}

/** One entry per agent, however often the agent was tried (WF b). */
function detailOf(src: string, tries: readonly Try[], billsec: number): CdrQueueDetail {
  const last = tries.at(-1);
  return {
    src,
    ...(last && { dst: last.exten }),
    billsec: last?.answers ? billsec : 0,
    wait: tries.reduce((sum, { from, until }) => sum + until - from, 0),
    disposition: last?.answers ? 'ANSWERED' : 'NO ANSWER',
    tries: tries.length,
  };
}
