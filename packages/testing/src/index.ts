/**
 * Builds webhook deliveries of a Simotel PBX, in any of its wire formats, and the events they decode to: for tests
 * of programs that use `@simotel-hooks/core`. "WF a" to "WF f" in comments mean the sections of the WIRE-FORMAT.md
 * that comes with that package.
 *
 * @packageDocumentation
 */
export type { RequestAuth } from './auth.js';
export { createEvent } from './event.js';
export { toFetch } from './fetch.js';
export { createTestHooks, type TestHooks } from './hooks.js';
export {
  type DataOverrides,
  type EventOverrides,
  type RequestOptions,
  SIMOTEL_VERSIONS,
  type SimotelVersion,
} from './options.js';
export { createMemoryQueue } from './queues/memory-queue.js';
export { type OpenedQueue, type QueueUnderTest, runQueueSuite } from './queues/suite.js';
export { createRequest, type SimotelRequest } from './request.js';
export {
  CALL_SCENARIOS,
  type CallScenario,
  type Oddities,
  type Oddity,
  type SimulationOptions,
} from './simulator/options.js';
export { type Simulation, simulateCallCentre } from './simulator/simulate.js';
export { type CallTruth, type SimulatedEvent, type SimulatedWire, truthsOf } from './simulator/truth.js';
export {
  type CallStoreUnderTest,
  type OpenedCallStore,
  runCallStoreSuite,
} from './stores/call-store.js';
export {
  type AdapterSetup,
  type AdapterUnderTest,
  type ParserPlacement,
  type RunningAdapter,
  runAdapterSuite,
  type SuiteRunner,
} from './suite/index.js';
export {
  BODY_ENCODERS,
  type BodyEncoder,
  type Encoder,
  LOSSY_ENCODERS,
  type PairEncoder,
  QUERY_ENCODERS,
} from './wire/encoders.js';
export type { WireFields, WireValue } from './wire/value.js';
