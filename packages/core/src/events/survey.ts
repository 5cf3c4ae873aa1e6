import { required } from '../values/field.js';
import { integer } from '../values/integer.js';
import { telephone, text } from '../values/text.js';
import { time } from '../values/time.js';
import { defineEvent } from './define.js';

/** A caller voted after a call (WF b). Named by the key `event`, not `event_name`. */
export interface SurveyData {
  /** The caller. */
  src?: string;
  /** The agent who is rated. */
  dst?: string;
  /** The queue: `queue`, in reports `qnum`. Absent outside queues. */
  queue?: string;
  /** When the vote was given. */
  date?: Date;
  /** The score; its range is set per survey in the PBX. */
  point: number;
  /** Label of the survey, often Persian. */
  label?: string;
}

export const survey = defineEvent('Survey', {
  src: telephone('src'),
  dst: telephone('dst'),
  queue: text('queue', 'qnum'),
  date: time('date'),
  point: required(integer('point')),
  label: text('label'),
});
