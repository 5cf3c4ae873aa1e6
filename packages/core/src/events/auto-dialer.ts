import { required } from '../values/field.js';
import { integer } from '../values/integer.js';
import { list } from '../values/nested.js';
import { defineTable } from '../values/table.js';
import { telephone, text } from '../values/text.js';
import { time } from '../values/time.js';
import { defineEvent } from './define.js';
import { READERS } from './readers.generated.js';
import { type Disposition, disposition } from './vocabulary.js';

/** One attempt to reach the number (WF b, `tries`). */
export interface AutoDialerTry {
  /** Id of the attempt: 24 hexadecimal digits. */
  cdrId?: string;
  /** Hangup cause as a Q.850 number, for example `'16'`. */
  cause?: string;
  /** The cause in words, for example `'Normal Clearing'`; `cause-txt` on the wire. */
  causeTxt?: string;
  /**
   * As it came, **not a usable time**: the one documented value is local time on a 12-hour clock without AM or PM
   * (WF c).
   */
  startTime?: string;
  /** How the attempt ended. */
  disposition?: Disposition;
  /** Seconds before the answer. */
  wait?: number;
}

/** The result of a campaign for one number (WF b). The documented sample carries no event name. */
export interface AutoDialerReportData {
  /** Start of the call says the vendor; in reports it is the start of the campaign. */
  start?: Date;
  /** End of the call says the vendor; in reports it is the end of the campaign. */
  end?: Date;
  /** Id of the campaign: 24 hexadecimal digits. */
  campaignId?: string;
  /** Name of the campaign. */
  campaign?: string;
  /** Label given to the campaign. */
  interfaceContext?: string;
  /** Label given to the campaign. */
  interfaceText?: string;
  /** The number called. */
  number: string;
  /** How it ended. */
  disposition?: Disposition;
  /** Number of tries. */
  try?: number;
  /** How often the campaign repeats. */
  repeat?: number;
  /** Talk time in seconds. */
  billsec?: number;
  /** Seconds before the answer. */
  wait?: number;
  /** The attempts. Absent with `FIELD_LOST` where the sender's encoder dropped them (WF f). */
  tries?: AutoDialerTry[];
  /** When the number was called. Seen in reports only. */
  date?: Date;
  /** Id of the trunk. Seen in reports only. */
  trunkManagerId?: string;
  /** Id of the announcement that was played. Seen in reports only. */
  announcement?: string;
  /** State of the campaign, for example `'in-process'`. Seen in reports only. */
  status?: string;
  /** What the callee typed. Seen in reports only. */
  input?: string;
}

export const autoDialerTry = defineTable<AutoDialerTry>(READERS.AutoDialerTry, {
  cdrId: text('cdr_id'),
  cause: text('cause'),
  causeTxt: text('cause-txt'),
  startTime: text('starttime'),
  disposition: disposition('disposition'),
  wait: integer('wait'),
});

export const autoDialerReport = defineEvent('AutoDialerReport', {
  start: time('start'),
  end: time('end'),
  campaignId: text('campaign_id'),
  campaign: text('campaign'),
  interfaceContext: text('interface_context'),
  interfaceText: text('interface_text'),
  number: required(telephone('number')),
  disposition: disposition('disposition'),
  try: integer('try'),
  repeat: integer('repeat'),
  billsec: integer('billsec'),
  wait: integer('wait'),
  tries: list(autoDialerTry, 'tries'),
  date: time('date'),
  trunkManagerId: text('trunk_manager_id'),
  announcement: text('announcement'),
  status: text('status'),
  input: text('input'),
});
