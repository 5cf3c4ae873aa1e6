import { choice, type OpenChoice } from '../values/choice.js';
import { required } from '../values/field.js';
import { integer } from '../values/integer.js';
import { telephone, text } from '../values/text.js';
import { time } from '../values/time.js';
import { defineEvent } from './define.js';
import { reviewTimeZone } from './time-zone.js';
import { type Disposition, disposition } from './vocabulary.js';

/** Kind of a call. */
export type CallType = OpenChoice<'incoming' | 'outgoing' | 'local' | 'feature' | 'no defined'>;
const callType = choice(['incoming', 'outgoing', 'local', 'feature', 'no defined']);

/** The record of a finished call (WF b, Cdr). A call may have several, or none when it was not answered. */
export interface CdrData {
  /**
   * When **talking** started (the last leg, after a transfer), not when the call started: the call began about
   * `wait` seconds earlier, at the epoch inside `callId` (WF c).
   */
  startTime?: Date;
  /** When the call ended. In some records equal to `startTime`; `billsec` is then the better measure. */
  endTime?: Date;
  /** The calling party. */
  src: string;
  /** The called party: often the dialled number instead of the agent (NewState tells who talked), or `'failed'`. */
  dst: string;
  /** Kind of the call. */
  type?: CallType;
  /** How it ended. */
  disposition?: Disposition;
  /** Length in seconds. Absent from some answered records. */
  duration?: number;
  /**
   * **Talk time** in seconds. The vendor's table calls it the wait before the answer, but its own samples and
   * live systems agree on talk time (WF b). Absent from unanswered records.
   */
  billsec?: number;
  /** Seconds until the answer, or until the caller gave up. */
  wait?: number;
  /** File name of the recording, for example `'20210116_1610778618.378.mp3'`. Absent when nothing was recorded. */
  record?: string;
  /** Score the caller gave. Documented, never seen; see Survey. */
  pollPoint?: number;
  /** Label of that survey: `poll_lable`, as the vendor's table spells it, or `poll_label`. */
  pollLabel?: string;
  /** The trunk the call came in by. */
  entryPoint?: string;
  /** The trunk the call left by. */
  outgoingPoint?: string;
  /** The number that was dialled from outside. Undocumented for this event, seen in live systems. */
  did?: string;
}

export const cdr = defineEvent(
  'Cdr',
  {
    startTime: time('starttime', 'start_time'),
    endTime: time('endtime', 'end_time'),
    src: required(telephone('src')),
    dst: required(telephone('dst')),
    type: callType('type'),
    disposition: disposition('disposition'),
    duration: integer('duration'),
    billsec: integer('billsec'),
    wait: integer('wait'),
    record: text('record'),
    pollPoint: integer('poll_point'),
    pollLabel: text('poll_lable', 'poll_label'),
    entryPoint: text('entry_point'),
    outgoingPoint: text('outgoing_point'),
    did: telephone('did'),
  },
  ({ startTime, wait = 0 }, callId, reading) => reviewTimeZone(startTime, wait, callId, reading),
);
