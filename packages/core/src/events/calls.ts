import { required } from '../values/field.js';
import { telephone, text } from '../values/text.js';
import { defineEvent } from './define.js';

/**
 * A call reached the PBX from outside (WF b). Often sent twice, once with a call id and once without. It carries
 * no time; for an unanswered call no Cdr may follow.
 */
export interface IncomingCallData {
  /** The caller's number, digit for digit, for example `'09331112233'` or `'+98912…'`. */
  number: string;
  /** The trunk it came in by, for example `'to_simo_51_20'`; some systems send the dialled number. */
  entryPoint?: string;
}

/** A call leaves the PBX (WF b). It carries no time. */
export interface OutgoingCallData {
  /** The number called, digit for digit. */
  number: string;
  /** The trunk it leaves by: `outgoing_point`, in the vendor's table `entry_point`. */
  outgoingPoint?: string;
}

/** A call is transferred (WF b). */
export interface TransferData {
  /** The extension that transfers: `transferer`, in the vendor's table `transfer`. */
  transferer?: string;
  /** The party being moved. */
  transferredFrom: string;
  /** Where that party goes. */
  transferredTo: string;
}

export const incomingCall = defineEvent('IncomingCall', {
  number: required(telephone('number')),
  entryPoint: text('entry_point'),
});

export const outgoingCall = defineEvent('OutgoingCall', {
  number: required(telephone('number')),
  outgoingPoint: text('outgoing_point', 'entry_point', 'exit_point'),
});

export const transfer = defineEvent('Transfer', {
  transferer: telephone('transferer', 'transfer'),
  transferredFrom: required(telephone('transferred_from')),
  transferredTo: required(telephone('transferred_to')),
});
