import { fold } from './fold.js';

/**
 * Every event Simotel is known to send (WF b). This tuple is the single source: the types, the decoder
 * registry and the documentation tables all derive from it.
 */
export const SIMOTEL_EVENT_NAMES = [
  'Cdr',
  'CdrQueue',
  'NewState',
  'IncomingCall',
  'OutgoingCall',
  'Transfer',
  'ExtenAdded',
  'ExtenRemoved',
  'IncomingFax',
  'OutgoingFax',
  'VoiceMail',
  'VoiceMailEmail',
  'Survey',
  'TrunkNewState',
  'TrunkAdded',
  'TrunkRemoved',
  'AutoDialerReport',
  'ReservedCallInFront',
  'Ping',
] as const;

/** The name of a Simotel event, in the vendor's own spelling, for example `'CdrQueue'`. */
export type SimotelEventName = (typeof SIMOTEL_EVENT_NAMES)[number];

const bySpelling = new Map<string, SimotelEventName>();
for (const name of SIMOTEL_EVENT_NAMES) bySpelling.set(name, name).set(name.toLowerCase(), name);

/** The known name behind a spelling (`New State`, `CDRQueue`, `new_state`), or `undefined` (WF b). */
export function knownName(spelling: string): SimotelEventName | undefined {
  return bySpelling.get(spelling) ?? bySpelling.get(fold(spelling));
}

const longestFirst = [...SIMOTEL_EVENT_NAMES].sort((a, b) => b.length - a.length);

/**
 * The known name at the end of a segment where the address and the name were joined without a slash:
 * `callNewState` (WF a). Case does not matter, except for `Ping`: too many words end in "ping".
 */
export function gluedName(segment: string): SimotelEventName | undefined {
  const folded = fold(segment);
  const name = longestFirst.find((known) => folded.endsWith(known.toLowerCase()));
  return name === 'Ping' && !segment.endsWith('Ping') ? undefined : name;
}
