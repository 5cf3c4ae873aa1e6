export type {
  AdapterSetup,
  AdapterUnderTest,
  ParserPlacement,
  RunningAdapter,
  SuiteRunner,
} from './adapter.js';
export { runAdapterSuite } from './run.js';
