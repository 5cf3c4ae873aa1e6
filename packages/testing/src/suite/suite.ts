import type { AdapterUnderTest, ParserPlacement, SuiteRunner } from './adapter.js';
import { type Rig, type RigSetup, withRig } from './rig.js';

/** More than any deadline within a test, so that it fails with a reason. */
const TEST_TIMEOUT_MS = 60_000;

/** Declares tests of one adapter with the host's parsers in one place. */
export class Suite {
  readonly adapter: AdapterUnderTest;
  readonly parsers: ParserPlacement;
  readonly #runner: SuiteRunner;

  constructor(adapter: AdapterUnderTest, parsers: ParserPlacement, runner: SuiteRunner) {
    this.adapter = adapter;
    this.parsers = parsers;
    this.#runner = runner;
  }

  /** Whether a parser of the host refuses damaged JSON before the receiver sees it. */
  get refusesDamagedJson(): boolean {
    return this.parsers === 'before' && this.adapter.damagedJsonBehindParsers !== 'decoded';
  }

  describe(name: string, define: () => void): void {
    this.#runner.describe(name, define);
  }

  /** A test with a receiver of its own. */
  it(name: string, test: (rig: Rig) => Promise<void>, setup: RigSetup = {}): void {
    this.itAlone(name, () => withRig(this.adapter, { parsers: this.parsers, ...setup }, test));
  }

  /** A test that starts what it needs. */
  itAlone(name: string, test: () => Promise<void>): void {
    this.#runner.it(name, test, TEST_TIMEOUT_MS);
  }
}
