import { choice, type OpenChoice } from '../values/choice.js';
import { required } from '../values/field.js';
import { integer } from '../values/integer.js';
import { list } from '../values/nested.js';
import { defineTable } from '../values/table.js';
import { telephone, text } from '../values/text.js';
import { time } from '../values/time.js';
import { defineEvent } from './define.js';
import { READERS } from './readers.generated.js';
import { reviewTimeZone } from './time-zone.js';
import { type Disposition, disposition } from './vocabulary.js';

/** Which side hung up. */
export type HangupSide = OpenChoice<'agent' | 'caller' | 'callee'>;
const hangupSide = choice(['agent', 'caller', 'callee']);

/** What the queue did with the call; the meaning is not documented. */
export type QueueStatus = OpenChoice<'CONTINUE' | 'TIMEOUT'>;
const queueStatus = choice(['CONTINUE', 'TIMEOUT']);

/** One agent the queue tried (WF b, `detail`). */
export interface CdrQueueDetail {
  /** The caller. */
  src?: string;
  /** The agent. */
  dst?: string;
  /** Talk time in seconds. */
  billsec?: number;
  /** Seconds the agent's telephone rang. */
  wait?: number;
  /** How this try ended. */
  disposition?: Disposition;
  /** Free text; its meaning is not documented. */
  comment?: string;
  /** How many times this agent was tried. */
  tries?: number;
}

/** The record of a call through a queue (WF b, CdrQueue). Its `dst` is the agent, unlike that of a Cdr. */
export interface CdrQueueData {
  /** The caller. */
  src: string;
  /** The agent. */
  dst: string;
  /** The queue, for example `'902'`: `queue`, in reports `qnum`. */
  queue?: string;
  /** Talk time in seconds. */
  billsec?: number;
  /** Seconds before the answer. */
  wait?: number;
  /** `billsec` and `wait` together, in seconds. */
  duration?: number;
  /** Seconds the agent's telephone rang; the vendor's Persian text says: seconds in the queue. */
  agentWait?: number;
  /** How the call ended. */
  disposition?: Disposition;
  /** Who hung up. */
  hangup?: HangupSide;
  /** What the queue did with the call. */
  queueStatus?: QueueStatus;
  /** Free text. Documented, never seen here. */
  comment?: string;
  /** File name of the recording. Absent when nothing was recorded. */
  record?: string;
  /** When the call **entered the queue** – unlike Cdr, where it is the start of talking (WF c). */
  startTime?: Date;
  /** When the agent's telephone began to ring. */
  ringTime?: Date;
  /** When the agent answered. Absent from missed calls. */
  answeredTime?: Date;
  /** When the call ended. */
  endTime?: Date;
  /**
   * One entry per agent tried. Absent, with a `FIELD_LOST` warning, where the sender's encoder dropped the
   * values (WF f).
   */
  detail?: CdrQueueDetail[];
}

export const cdrQueueDetail = defineTable<CdrQueueDetail>(READERS.CdrQueueDetail, {
  src: telephone('src'),
  dst: telephone('dst'),
  billsec: integer('billsec'),
  wait: integer('wait'),
  disposition: disposition('disposition'),
  comment: text('comment'),
  tries: integer('tries'),
});

export const cdrQueue = defineEvent(
  'CdrQueue',
  {
    src: required(telephone('src')),
    dst: required(telephone('dst')),
    queue: text('queue', 'qnum'),
    billsec: integer('billsec'),
    wait: integer('wait'),
    duration: integer('duration'),
    agentWait: integer('agent_wait'),
    disposition: disposition('disposition'),
    hangup: hangupSide('hangup'),
    queueStatus: queueStatus('queue_status'),
    comment: text('comment'),
    record: text('record'),
    startTime: time('starttime', 'start_time'),
    ringTime: time('ringtime', 'ring_time'),
    answeredTime: time('answeredtime', 'answered_time'),
    endTime: time('endtime', 'end_time'),
    detail: list(cdrQueueDetail, 'detail'),
  },
  ({ startTime }, callId, reading) => reviewTimeZone(startTime, 0, callId, reading),
);
