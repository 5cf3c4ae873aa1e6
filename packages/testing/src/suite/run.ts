import type { AdapterUnderTest, ParserPlacement, SuiteRunner } from './adapter.js';
import { addresses } from './addresses.js';
import { authentication } from './authentication.js';
import { bodies } from './bodies.js';
import { connections } from './connections.js';
import { drained } from './drained.js';
import { encodings } from './encodings.js';
import { failures } from './failures.js';
import { hostNeutrality } from './host-neutrality.js';
import { limits } from './limits.js';
import { methods } from './methods.js';
import { Suite } from './suite.js';
import { transports } from './transports.js';

const THEMES = [
  transports,
  encodings,
  bodies,
  limits,
  authentication,
  methods,
  addresses,
  failures,
  connections,
  hostNeutrality,
];

const PLACES: Record<ParserPlacement, string> = {
  none: 'without body parsers',
  before: 'behind the body parsers of the host',
  after: 'before the body parsers of the host',
};

/**
 * Declares the tests every adapter has to pass: any delivery of any version becomes its event, strangers and large
 * bodies are refused before they are read, nothing hangs, and the host does not notice that the receiver is there.
 *
 * It runs under any runner with `describe` and `it`, and sends real requests through real sockets.
 *
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { runAdapterSuite } from '@simotel-hooks/testing';
 *
 * runAdapterSuite({ name: 'my framework', start: startMyFramework, parsers: ['none', 'before'] }, { describe, it });
 * ```
 */
export function runAdapterSuite(adapter: AdapterUnderTest, runner: SuiteRunner): void {
  runner.describe(`${adapter.name}: what every adapter does`, () => {
    for (const parsers of adapter.parsers ?? (['none'] as const)) {
      const suite = new Suite(adapter, parsers, runner);
      suite.describe(PLACES[parsers], () => {
        for (const theme of THEMES) theme(suite);
      });
    }
    if (adapter.canDrain) drained(new Suite(adapter, 'none', runner));
  });
}
