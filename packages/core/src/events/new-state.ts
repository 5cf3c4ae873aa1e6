import { required } from '../values/field.js';
import { flag } from '../values/flag.js';
import { telephone, text } from '../values/text.js';
import { defineEvent } from './define.js';
import { type CallDirection, direction, type ExtensionState, extensionState } from './vocabulary.js';

/**
 * An extension changed its state (WF b, NewState). The only event that tells which extension rings or talks;
 * the `dst` of a Cdr is often the dialled number. `callId` is absent for changes outside a call.
 */
export interface NewStateData {
  /** The extension whose state changed, for example `'991'`. */
  exten: string;
  /** Its new state. */
  state: ExtensionState;
  /** The other party's number; may be `'unknown'`. Absent when the extension is idle or unavailable. */
  participant?: string;
  /** Direction of the call for this extension. Comes with `participant`. */
  direction?: CallDirection;
  /** The queue the extension was in, for example `'902'`. Absent outside queues. */
  queue?: string;
  /** Whether the operator is dialling while `state` is `'InUse'`. Documented, never seen; `dialing` in old releases. */
  dialer?: boolean;
}

export const newState = defineEvent('NewState', {
  exten: required(telephone('exten')),
  state: required(extensionState('state')),
  participant: telephone('participant'),
  direction: direction('direction'),
  queue: text('queue'),
  dialer: flag('dialer', 'dialing'),
});
