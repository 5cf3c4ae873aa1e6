import { required } from '../values/field.js';
import { telephone, text } from '../values/text.js';
import { time } from '../values/time.js';
import { defineEvent } from './define.js';

/** A caller who reserved a place is now at the front of the queue (WF b). It carries no call id. */
export interface ReservedCallInFrontData {
  /** The queue, for example `'1010'`. */
  queueName: string;
  /** The caller's number. */
  callerId?: string;
  /** When the caller entered the queue. */
  date?: Date;
}

export const reservedCallInFront = defineEvent('ReservedCallInFront', {
  queueName: required(text('queue_name')),
  callerId: telephone('caller_id'),
  date: time('date'),
});
