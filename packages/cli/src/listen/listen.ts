import { isRefused, type ReceivedDelivery } from '../delivery/delivery.js';
import { usageError } from '../errors.js';
import type { Target } from '../http/target.js';
import { loadAssets } from '../inspector/assets.js';
import { Inspector } from '../inspector/inspector.js';
import type { ForwardView } from '../inspector/protocol.js';
import { createInspectorServer } from '../inspector/server.js';
import type { ListenAuth } from './auth.js';
import { Forwarder } from './forward.js';
import { type Bound, bind, isLoopback, stop } from './port.js';
import { createReceiver, type OriginalRequest } from './receiver.js';
import { Saver } from './save.js';

/** What {@link startListener} takes. Only `auth` is required. */
export interface ListenOptions {
  /** Who may deliver. `false`: anybody. */
  auth: ListenAuth;
  /** Allows anybody who reaches this machine to deliver, where `auth` is `false` and `host` is not loopback. Default `false`. */
  allowAnybody?: boolean;
  /** The address to bind. Default `'127.0.0.1'`. */
  host?: string;
  /** 0 for any free one. Default 3000, or any free one where it is taken. */
  port?: number | undefined;
  /** Of the inspector, which is bound to 127.0.0.1 always; `false` for none. Default 3001, or any free one where it is taken. */
  inspectorPort?: number | false | undefined;
  /** The path of the address in the panel: `'/simotel'`. Default `''`: every path. */
  path?: string;
  /** IANA zone of the PBX's clock. Default `'UTC'`. */
  timeZone?: string;
  /** Where deliveries are passed on to. */
  forward?: readonly Target[];
  /** A folder for a file a delivery. */
  save?: string | undefined;
  /** How many deliveries the inspector keeps. Default 10,000. */
  keep?: number;
  /** Called once a delivery is answered. */
  onDelivery?(delivery: ReceivedDelivery): void;
  /** Called for each answer of what a delivery was passed on to. */
  onForward?(delivery: ReceivedDelivery, answer: ForwardView): void;
  /** Called for what goes wrong besides. */
  onTrouble?(message: string): void;
}

/** A running listener. */
export interface Listener {
  readonly receiver: Bound;
  /** What to enter in the panel of the PBX: that of the receiver, with `path`. */
  readonly address: string;
  readonly inspector: Bound | null;
  /** Takes no more deliveries, and finishes what was begun. */
  close(): Promise<void>;
}

const DEFAULT_PORT = 3000;
const DEFAULT_INSPECTOR_PORT = 3001;
const DEFAULT_KEEP = 10_000;
/** How long those who are in the middle of sending are waited for. */
const GRACE_MS = 2_000;
const KEPT_BYTES = 64 * 1_048_576;

/**
 * Starts a receiver that shows what arrives, and the page that shows it.
 *
 * @throws {CliError} where a port or a folder cannot be had, or where strangers would be let in.
 */
export async function startListener(options: ListenOptions): Promise<Listener> {
  const { auth, host = '127.0.0.1', timeZone = 'UTC', inspectorPort } = options;
  assertGuarded(options, host);
  const basePath = basePathOf(options.path ?? '');
  const saver = options.save === undefined ? undefined : await Saver.open(options.save, trouble);
  const forwarders = (options.forward ?? []).map((target) => new Forwarder(target));
  let page: Bound | undefined;
  const { hooks, server } = createReceiver({
    auth,
    basePath,
    timeZone,
    onReceived,
    onTrouble: trouble,
    home: () => page?.origin,
  });
  const limits = { count: options.keep ?? DEFAULT_KEEP, bytes: KEPT_BYTES };
  const inspector = inspectorPort === false ? undefined : new Inspector(hooks, limits);
  const servers = [server];

  function trouble(message: string): void {
    options.onTrouble?.(message);
  }

  function onReceived(delivery: ReceivedDelivery, request: OriginalRequest): void {
    const logged = inspector?.add(delivery);
    options.onDelivery?.(delivery);
    if (isRefused(delivery)) return;
    if (request.body !== null) saver?.save(delivery);
    else if (saver) trouble(`A delivery from ${delivery.source} did not arrive whole, so it was not saved.`);
    const callId = delivery.result.success ? delivery.result.event.callId : null;
    forwarders.forEach((forwarder, index) => {
      const { url } = forwarder;
      if (logged) inspector?.setForward(logged, index, { url, status: null, durationMs: null, error: null });
      forwarder.forward(request, callId, (answer) => {
        if (logged) inspector?.setForward(logged, index, answer);
        options.onForward?.(delivery, answer);
      });
    });
  }

  async function close(): Promise<void> {
    await hooks.close({ graceMs: GRACE_MS });
    await Promise.all([
      saver?.close(),
      ...forwarders.map((forwarder) => forwarder.close()),
      inspector?.close(),
    ]);
    await Promise.all(servers.map(stop));
  }

  try {
    const preferred = DEFAULT_PORT;
    const receiver = await bind(server, { host, port: options.port, preferred, option: '--port' });
    const address = receiver.origin + basePath;
    assertElsewhere(options.forward ?? [], host, receiver.port);
    if (inspector && inspectorPort !== false) {
      const pageServer = createInspectorServer(inspector, await loadAssets(), { timeZone, address });
      servers.push(pageServer);
      page = await bind(pageServer, {
        host: '127.0.0.1',
        port: inspectorPort,
        preferred: DEFAULT_INSPECTOR_PORT,
        option: '--inspector-port',
      });
    }
    return { receiver, address, inspector: page ?? null, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** With a slash at its beginning and none at its end; `''` for every path. */
function basePathOf(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `/${trimmed}`;
}

/** A delivery that is passed on to where it came from goes round for ever. */
function assertElsewhere(targets: readonly Target[], host: string, port: number): void {
  for (const { origin, display } of targets) {
    const target = new URL(origin);
    const isHere = isLoopback(target.hostname.replace(/^\[|\]$/g, '')) || target.hostname === host;
    if (isHere && (target.port || '80') === String(port)) {
      throw usageError(`--forward ${display} is this receiver itself. Name the address of your program.`);
    }
  }
}

function assertGuarded({ auth, allowAnybody = false }: ListenOptions, host: string): void {
  if (auth !== false || allowAnybody || isLoopback(host)) return;
  throw usageError(
    `Without credentials, anybody who reaches ${host} could deliver. Give --user and --password as in the panel of the ` +
      'PBX, or --token; or say --no-auth if that is what you want.',
  );
}
