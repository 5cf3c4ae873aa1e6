import { SIMOTEL_EVENT_NAMES, type SimotelEventName } from '@simotel-hooks/core';

/** A spelling without case, spaces, punctuation and escapes: names of events are compared so (WF b). */
export const foldName = (name: string) => name.toLowerCase().replace(/%[0-9a-f]{2}|[^a-z0-9]/g, '');

const bySpelling = new Map<string, SimotelEventName>(
  SIMOTEL_EVENT_NAMES.map((name) => [foldName(name), name]),
);

/** The known event behind a spelling such as `new state` or `CDR-queue`. */
export const eventNamed = (spelling: string): SimotelEventName | undefined =>
  bySpelling.get(foldName(spelling));
