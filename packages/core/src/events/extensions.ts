import { required } from '../values/field.js';
import { telephone } from '../values/text.js';
import { defineEvent } from './define.js';
import { type ExtensionState, extensionState } from './vocabulary.js';

/** An extension was added to or removed from the PBX (WF b). It carries no time and no call id. */
export interface ExtensionData {
  /** The extension, for example `'77777'`; for ExtenRemoved the vendor's table calls it `number`. */
  exten: string;
  /** Its state; only `'Unavailable'` has been seen. */
  state?: ExtensionState;
}

export const extenAdded = defineEvent('ExtenAdded', {
  exten: required(telephone('exten')),
  state: extensionState('state'),
});

export const extenRemoved = defineEvent('ExtenRemoved', {
  exten: required(telephone('exten', 'number')),
  state: extensionState('state'),
});
