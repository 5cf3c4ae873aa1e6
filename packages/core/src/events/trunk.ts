import { required } from '../values/field.js';
import { integer } from '../values/integer.js';
import { text } from '../values/text.js';
import { time } from '../values/time.js';
import { defineEvent } from './define.js';
import { type TrunkState, type TrunkType, trunkState, trunkType } from './vocabulary.js';

/** A trunk was removed (WF b; documented by a table only). */
export interface TrunkRemovedData {
  /** The trunk, for example `'SimotelTrunk'`. */
  trunkName: string;
  /** When; epoch seconds on the wire. */
  date?: Date;
}

/** A trunk was added or changed its state (WF b; documented by tables only). */
export interface TrunkStateData extends TrunkRemovedData {
  /** The trunk's state. */
  state?: TrunkState;
  /** Its technology. */
  trunkType?: TrunkType;
  /** When the state changed; epoch seconds on the wire. */
  lastTime?: Date;
  /** "Event time in seconds" says the vendor; only `0` is shown. */
  lastTimeSec?: number;
}

const removed = { trunkName: required(text('trunk_name')), date: time('date') };

const changed = {
  ...removed,
  state: trunkState('state'),
  trunkType: trunkType('trunk_type'),
  lastTime: time('last_time'),
  lastTimeSec: integer('last_time_sec'),
};

export const trunkNewState = defineEvent('TrunkNewState', changed);
export const trunkAdded = defineEvent('TrunkAdded', changed);
export const trunkRemoved = defineEvent('TrunkRemoved', removed);
