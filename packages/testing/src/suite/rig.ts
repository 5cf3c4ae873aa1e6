import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type {
  AnySimotelEvent,
  Delivery,
  Logger,
  SimotelError,
  SimotelHooks,
  SimotelHooksOptions,
  UnknownSimotelEvent,
} from '@simotel-hooks/core';
import type { AdapterSetup, AdapterUnderTest, RunningAdapter } from './adapter.js';
import { type Answer, Connection } from './connection.js';
import { inTime } from './deadline.js';
import { methodOf, type WireRequest, writeRequest } from './wire.js';

/** What differs from the usual: nobody is refused, the address is {@link BASE}, no limits. */
export type RigSetup = Partial<Omit<AdapterSetup, 'options' | 'mounted'>> & {
  options?: Partial<SimotelHooksOptions>;
};

/** The address of the receiver, where a test needs no other. */
export const BASE = '/simotel';

/** A running host without receiver. */
export class Host {
  readonly #running: RunningAdapter;
  readonly #connections: Connection[] = [];

  constructor(running: RunningAdapter) {
    this.#running = running;
  }

  connect(): Connection {
    const connection = new Connection(this.#running.origin);
    this.#connections.push(connection);
    return connection;
  }

  /** Sends one request on a connection of its own. */
  async send(request: WireRequest): Promise<Answer> {
    const connection = this.connect();
    try {
      return await exchange(connection, request);
    } finally {
      connection.destroy();
    }
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.destroy();
    await inTime(this.#running.close(), 'close() of the adapter under test');
  }
}

/** Sends a request and reads its answer. */
export async function exchange(connection: Connection, request: WireRequest): Promise<Answer> {
  await connection.write(writeRequest(request));
  return connection.read(methodOf(request));
}

/** A running host with receiver, and all that came of what it was sent. */
export class Rig extends Host {
  readonly hooks: SimotelHooks;
  readonly basePath: string;
  readonly events: AnySimotelEvent[] = [];
  readonly deliveries: Delivery[] = [];
  readonly unknown: UnknownSimotelEvent[] = [];
  readonly errors: SimotelError[] = [];
  readonly log: string[];

  constructor(running: RunningAdapter, basePath: string, log: string[]) {
    super(running);
    assert.ok(running.hooks, 'start() with mounted: true must return the hooks it mounted.');
    this.hooks = running.hooks;
    this.basePath = basePath;
    this.log = log;
    this.hooks.onAny((event, delivery) => {
      this.events.push(event);
      this.deliveries.push(delivery);
    });
    this.hooks.onUnknown((event) => this.unknown.push(event));
    this.hooks.onError((error) => this.errors.push(error));
  }

  /** The only event so far. */
  get event(): AnySimotelEvent {
    assert.equal(this.events.length, 1, 'There must be exactly one event.');
    const [event] = this.events;
    assert.ok(event);
    return event;
  }

  /** The delivery of the only event so far. */
  get delivery(): Delivery {
    const [delivery] = this.deliveries;
    assert.ok(delivery && this.deliveries.length === 1, 'There must be exactly one delivery.');
    return delivery;
  }
}

/** Runs a test against a fresh host with receiver. Whatever the test, no promise may be left rejected. */
export async function withRig(
  adapter: AdapterUnderTest,
  { options, ...setup }: RigSetup,
  test: (rig: Rig) => Promise<void>,
): Promise<void> {
  const log: string[] = [];
  const whole: AdapterSetup = {
    basePath: BASE,
    parsers: 'none',
    drain: false,
    ...setup,
    options: { auth: false, logger: loggerInto(log), ...options },
    mounted: true,
  };
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', onRejection);
  try {
    const rig = new Rig(await inTime(adapter.start(whole), 'start()'), whole.basePath, log);
    try {
      await test(rig);
    } finally {
      await rig.close();
    }
    assert.deepEqual(rejections, [], 'There must be no unhandled rejection.');
  } finally {
    process.off('unhandledRejection', onRejection);
  }
}

/** Runs a test against a fresh host alone. */
export async function withHost(
  adapter: AdapterUnderTest,
  setup: Pick<AdapterSetup, 'parsers' | 'basePath'>,
  test: (host: Host) => Promise<void>,
): Promise<void> {
  const whole: AdapterSetup = { ...setup, drain: false, options: { auth: false }, mounted: false };
  const host = new Host(await inTime(adapter.start(whole), 'start()'));
  try {
    await test(host);
  } finally {
    await host.close();
  }
}

function loggerInto(lines: string[]): Logger {
  const write = (details: object, message: string) => {
    lines.push(`${message} ${inspect(details, { depth: 10 })}`);
  };
  return { debug: write, info: write, warn: write, error: write };
}
