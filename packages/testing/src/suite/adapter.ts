import type { SimotelHooks, SimotelHooksOptions } from '@simotel-hooks/core';

/** Where the host's own body parsers (JSON and forms) run: nowhere, before the receiver, or after it. */
export type ParserPlacement = 'none' | 'before' | 'after';

/** The host and the receiver that one test needs. */
export interface AdapterSetup {
  /** For `createSimotelHooks`, to be passed on as they are. */
  options: SimotelHooksOptions;
  /** Where to mount the receiver, for example `'/simotel'`; several segments are possible. */
  basePath: string;
  /** For the adapter's own option of that name, if it has one; otherwise it has to reach `HandleContext.bodyLimit`. */
  bodyLimit?: number;
  /** Where the host's own body parsers run. Only placements named in {@link AdapterUnderTest.parsers} are asked for. */
  parsers: ParserPlacement;
  /**
   * Whether a middleware of the host reads every body to its end before the receiver sees the request, and leaves
   * nothing of it. Only asked for with {@link AdapterUnderTest.canDrain}.
   */
  drain: boolean;
  /** `false`: the host alone, without receiver, to compare with. */
  mounted: boolean;
}

/** A server that listens. */
export interface RunningAdapter {
  /** For example `'http://127.0.0.1:40123'`. */
  origin: string;
  /** The hooks that were mounted; `undefined` where none were. */
  hooks: SimotelHooks | undefined;
  /** Stops the server. By then the suite has closed all its connections. */
  close(): Promise<void>;
}

/**
 * An adapter, and a host of its framework to run it in.
 *
 * Beside the receiver, the host has what any program has, in the manner of its framework:
 *
 * - `GET /host`: 200, text `host`;
 * - `GET /host/boom`: a handler that throws; the host's own error handler answers 500, text `host error`;
 * - `POST /host/echo`: 200, as JSON what the host's body parsers made of the body (anything the same each time where
 *   there are none);
 * - whatever the framework answers to other paths, and to bodies its parsers refuse, as long as it is the same each time.
 *
 * @example A host of Node's own server, with an adapter for it:
 * ```ts
 * const adapter: AdapterUnderTest = {
 *   name: 'createNodeHandler',
 *   async start({ options, basePath, bodyLimit, mounted }) {
 *     const hooks = mounted ? createSimotelHooks(options) : undefined;
 *     const handler = hooks && createNodeHandler(hooks, { basePath, ...(bodyLimit && { bodyLimit }) });
 *     const server = createServer((req, res) => (handler ? handler(req, res, () => host(req, res)) : host(req, res)));
 *     server.listen(0, '127.0.0.1');
 *     await once(server, 'listening');
 *     const { port } = server.address() as AddressInfo;
 *     return {
 *       origin: `http://127.0.0.1:${port}`,
 *       hooks,
 *       close: () => new Promise((resolve) => server.close(() => resolve())),
 *     };
 *   },
 * };
 * ```
 */
export interface AdapterUnderTest {
  /** Names the tests. */
  name: string;
  /** Starts a server on a free port of the loopback interface. It is called once per test, twice for comparisons. */
  start(setup: AdapterSetup): Promise<RunningAdapter>;
  /** Placements of the host's body parsers that are possible and make sense. Default `['none']`. */
  parsers?: readonly ParserPlacement[];
  /** Whether something of the host can read the body before the receiver does. Default `false`. */
  canDrain?: boolean;
  /**
   * What becomes of damaged JSON (a Python literal, a bare number with a leading zero) under `application/json` with
   * parsers `'before'`. `'refused'` (default): the host's parser answers 4xx before the receiver sees it, or hands on
   * what it read. `'decoded'`: the adapter gets at the bytes all the same.
   */
  damagedJsonBehindParsers?: 'decoded' | 'refused';
}

/** The part of a test runner that is used: that of vitest, jest and `node:test` fits. */
export interface SuiteRunner {
  describe(name: string, define: () => void): unknown;
  /** @param timeoutMs - How long the test may take, for runners that know a third argument; it ends by itself before. */
  it(name: string, test: () => Promise<void>, timeoutMs: number): unknown;
}
