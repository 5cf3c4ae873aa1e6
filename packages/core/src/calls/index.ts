/**
 * Joins the events of a Simotel PBX to calls. "WF a" to "WF g" in comments mean the sections of WIRE-FORMAT.md.
 *
 * @packageDocumentation
 */
export type { Call, CallEvidence, CallLeg, CallOutcome, CallSurvey, CallTransfer } from './call.js';
export type { CallEvent, PlainData } from './call-event.js';
export type { CallTrackerEvents, CallTrackerHandler } from './handlers.js';
export { createMemoryCallStore } from './memory-store.js';
export type { TrackCallsOptions } from './options.js';
export type { CallChange, CallStore } from './store.js';
export type { StoredCall } from './stored-call.js';
export { type CallTracker, trackCalls } from './tracker.js';
