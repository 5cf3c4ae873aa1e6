import { choice, type OpenChoice } from '../values/choice.js';
import { required } from '../values/field.js';
import { integer } from '../values/integer.js';
import { record } from '../values/nested.js';
import { defineTable } from '../values/table.js';
import { telephone, text } from '../values/text.js';
import { time } from '../values/time.js';
import { defineEvent } from './define.js';
import { READERS } from './readers.generated.js';
import { type SuccessState, successState } from './vocabulary.js';

/** State of an outgoing fax; only `SENDING` is documented, even for a failed one: see `info.faxStatus`. */
export type OutgoingFaxState = OpenChoice<'SENDING' | 'SUCCESS' | 'FAILED'>;
const outgoingFaxState = choice(['SENDING', 'SUCCESS', 'FAILED']);

/** What Asterisk says of a fax session (WF b). On the wire the keys are upper case: `FAXSTATUS`. */
export interface FaxDetails {
  /** The other machine's name, or `'unknown'`. */
  remoteStationId?: string;
  /** For example `'8031x7700'`. */
  faxResolution?: string;
  /** Bits per second, for example `'9600'`. */
  faxBitrate?: string;
  /** What went wrong. Absent when nothing did (the wire says `None`). */
  faxError?: string;
  /** Result of the session. */
  faxStatus?: SuccessState;
  /** Pages transferred. */
  faxPages?: number;
  /** The result in words, for example `'OK'`. */
  faxStatusString?: string;
  /** Documented, seen only empty. */
  reason?: string;
}

/** A fax arrived, or failed to (WF b). */
export interface IncomingFaxData {
  /** Id of the fax: 24 hexadecimal digits. */
  faxId: string;
  /** The trunk it came in by. */
  entryPoint?: string;
  /** When it was received. */
  date?: Date;
  /** The sender. */
  src?: string;
  /** The receiver; may lack its leading zero already on the wire. */
  dst?: string;
  /** Whether it was received. */
  state?: SuccessState;
  /** Details of the session. Absent with `FIELD_LOST` where the sender's encoder dropped them (WF f). */
  description?: FaxDetails;
}

/** A fax is being sent (WF b). It names neither sender nor receiver. */
export interface OutgoingFaxData {
  /** Id of the fax: 24 hexadecimal digits. */
  faxId: string;
  /** State of the sending; look at `info.faxStatus` too. */
  state?: OutgoingFaxState;
  /** When. */
  date?: Date;
  /** Details of the session. Absent with `FIELD_LOST` where the sender's encoder dropped them (WF f). */
  info?: FaxDetails;
}

export const faxDetails = defineTable<FaxDetails>(READERS.FaxDetails, {
  remoteStationId: text('REMOTESTATIONID'),
  faxResolution: text('FAXRESOLUTION'),
  faxBitrate: text('FAXBITRATE'),
  faxError: text('FAXERROR'),
  faxStatus: successState('FAXSTATUS'),
  faxPages: integer('FAXPAGES'),
  faxStatusString: text('FAXSTATUSSTRING'),
  reason: text('REASON'),
});

export const incomingFax = defineEvent('IncomingFax', {
  faxId: required(text('fax_id')),
  entryPoint: text('entry_point'),
  date: time('date'),
  src: telephone('src'),
  dst: telephone('dst'),
  state: successState('state'),
  description: record(faxDetails, 'description'),
});

export const outgoingFax = defineEvent('OutgoingFax', {
  faxId: required(text('fax_id')),
  state: outgoingFaxState('state'),
  date: time('date'),
  info: record(faxDetails, 'info'),
});
