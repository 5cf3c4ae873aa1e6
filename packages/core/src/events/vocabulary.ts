import { choice, type OpenChoice } from '../values/choice.js';

/*
 * Words that several events share. Every enumeration is open: known spellings are normalised to the ones listed
 * here, anything else passes as it came (WF b, c).
 */

/**
 * How a call ended. `MISSED` appears in queue records, `LOST` in campaign reports. The vendor also writes
 * `Answered`, `No Answered`, `NOANSWER` and `Busy`; all are normalised (WF b).
 */
export type Disposition = OpenChoice<'ANSWERED' | 'NO ANSWER' | 'BUSY' | 'FAILED' | 'MISSED' | 'LOST'>;
export const disposition = choice(['ANSWERED', 'NO ANSWER', 'BUSY', 'FAILED', 'MISSED', 'LOST'], {
  noanswered: 'NO ANSWER',
});

/** Whether a voicemail, an e-mail or a fax went through (WF b). */
export type SuccessState = OpenChoice<'SUCCESS' | 'FAILED'>;
export const successState = choice(['SUCCESS', 'FAILED']);

/** State of a trunk (WF b, tables only). */
export type TrunkState = OpenChoice<'Ok' | 'Unavailable' | 'Deactivate'>;
export const trunkState = choice(['Ok', 'Unavailable', 'Deactivate']);

/** Technology of a trunk (WF b, tables only). */
export type TrunkType = OpenChoice<'SIP' | 'IAX2' | 'DAHDI'>;
export const trunkType = choice(['SIP', 'IAX2', 'DAHDI']);

/** State of an extension (WF b, NewState). */
export type ExtensionState = OpenChoice<'Idle' | 'InUse' | 'Ringing' | 'Pause' | 'Unavailable'>;
export const extensionState = choice(['Idle', 'InUse', 'Ringing', 'Pause', 'Unavailable']);

/** Direction of a call as the extension sees it (WF b, NewState). */
export type CallDirection = OpenChoice<'in' | 'out'>;
export const direction = choice(['in', 'out']);
