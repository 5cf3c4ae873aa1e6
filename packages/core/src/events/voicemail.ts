import { required } from '../values/field.js';
import { flag } from '../values/flag.js';
import { integer } from '../values/integer.js';
import { telephone, text } from '../values/text.js';
import { time } from '../values/time.js';
import { defineEvent } from './define.js';
import { type SuccessState, successState } from './vocabulary.js';

/** A caller left a message, or failed to (WF b). */
export interface VoiceMailData {
  /** Id of the message: 24 hexadecimal digits. VoiceMailEmail repeats it. */
  id?: string;
  /** The mailbox, for example `'5555'`. */
  number: string;
  /** Whether the message was saved. */
  state?: SuccessState;
  /** When it was left. */
  date?: Date;
  /** File name of the audio. Only with `SUCCESS`. */
  filename?: string;
  /** Length of the audio in seconds. Only with `SUCCESS`. */
  duration?: number;
  /** Why it failed, for example `'Hangup call'`. Only with `FAILED`. */
  message?: string;
  /** The caller. */
  caller?: string;
  /** Documented without a meaning, never seen. */
  data?: string;
}

/** A voice message was sent on by e-mail, or was not (WF b). */
export interface VoiceMailEmailData {
  /** Id of the message, as in VoiceMail. */
  id?: string;
  /** The mailbox. */
  number: string;
  /** Whether the e-mail was sent. */
  state?: SuccessState;
  /** When. */
  date?: Date;
  /** Why it failed, for example `'SMTP is disabled'`. Only with `FAILED`. */
  message?: string;
  /** The e-mail address. */
  receiver?: string;
  /** Whether the mailbox sends e-mails at all. */
  active?: boolean;
  /** Whether the audio was attached. */
  attachedFile?: boolean;
  /** Documented without a meaning, never seen. */
  data?: string;
}

export const voiceMail = defineEvent('VoiceMail', {
  id: text('id'),
  number: required(telephone('number')),
  state: successState('state'),
  date: time('date'),
  filename: text('filename'),
  duration: integer('duration'),
  message: text('message'),
  caller: telephone('caller'),
  data: text('data'),
});

export const voiceMailEmail = defineEvent('VoiceMailEmail', {
  id: text('id'),
  number: required(telephone('number')),
  state: successState('state'),
  date: time('date'),
  message: text('message'),
  receiver: text('receiver'),
  active: flag('active'),
  attachedFile: flag('attached_file'),
  data: text('data'),
});
