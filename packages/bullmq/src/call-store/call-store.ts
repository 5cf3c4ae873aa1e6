import { setTimeout as pause } from 'node:timers/promises';
import type { CallChange, CallStore, StoredCall } from '@simotel-hooks/core/calls';
import { ScriptClient } from './client.js';
import { decodeCall } from './codec.js';
import { commitOf, type Snapshot } from './commit.js';
import { type RedisCallStoreOptions, resolveStoreOptions } from './options.js';
import { COMMIT, LIST, READ } from './scripts.js';

/**
 * Calls in Redis. Its functions reject soon (`timeoutMs`) where Redis does not answer, and work again when it does. An update that
 * rejected for that may have been made all the same; a tracker takes the same event twice without harm.
 */
export interface RedisCallStore extends CallStore {
  /** Ends its connection; what is under way rejects, so close the trackers first. Does nothing the second time. */
  close(): Promise<void>;
}

/** An update is only tried again when another one was made, so some always come through; forty at a time need about ten tries. */
const MAX_TRIES = 50;
const MAX_PAUSE_MS = 64;

/**
 * Keeps the calls of `trackCalls` in Redis, for several processes that receive the events of the same PBX.
 *
 * @throws {SimotelError} `OPTION_INVALID`.
 * @example
 * ```ts
 * const store = createRedisCallStore({ connection: 'redis://127.0.0.1:6379' });
 * const tracker = trackCalls(hooks, { store });
 * ```
 */
export function createRedisCallStore(options: RedisCallStoreOptions): RedisCallStore {
  const { connection, prefix, timeoutMs } = resolveStoreOptions(options);
  const client = new ScriptClient(connection, timeoutMs);
  const data = `${prefix}:calls:data`;
  const index = `${prefix}:calls:keys`;
  const byDue = `${prefix}:calls:due`;
  const opened = `${prefix}:calls:open`;
  const ended = `${prefix}:calls:ended`;

  const decode = (id: string, text: string) => decodeCall(text, `${data}, field ${id}`);

  async function read(keys: readonly string[]): Promise<Snapshot> {
    const pairs = pairsOf(await client.run(READ, [data, index], keys));
    const owners = pairs.map(([id]) => id);
    const found = pairs
      .filter(([, text]) => text !== '')
      .map(([id, text]) => ({ id, call: decode(id, text) }));
    return { keys, owners, found };
  }

  async function list(set: string, ...range: string[]): Promise<StoredCall[]> {
    const pairs = pairsOf(await client.run(LIST, [data, set], range));
    return pairs.map(([id, text]) => decode(id, text));
  }

  async function update<T>(
    keys: readonly string[],
    change: (found: readonly StoredCall[]) => CallChange<T>,
  ): Promise<T> {
    let takenBefore: string | undefined;
    for (let tries = 1; tries <= MAX_TRIES; tries++) {
      const snapshot = await read(keys);
      const { calls, result } = change(snapshot.found.map(({ call }) => call));
      const commit = commitOf(snapshot, calls);
      if (!commit) return result;
      const [status, taken] = await client.run(COMMIT, [data, index, byDue, opened, ended], commit);
      if (status === 'stored') return result;
      // It was not there by chance, and will not go away.
      if (taken !== undefined && taken === takenBefore) {
        throw new Error(`Another call has the key ${taken} already.`);
      }
      takenBefore = taken;
      await pause(Math.random() * Math.min(2 ** tries, MAX_PAUSE_MS));
    }
    throw new Error(`The same calls were changed by others ${MAX_TRIES} times in a row.`);
  }

  return {
    update,
    find: async (key) => (await read([key])).found[0]?.call,
    due: (now, limit) => list(byDue, '-inf', `${now}`, 'BYSCORE', 'LIMIT', '0', `${limit}`),
    open: () => list(opened, '0', '-1'),
    oldest: async () => (await list(ended, '0', '0'))[0] ?? (await list(opened, '0', '0'))[0],
    size: () => client.count(data),
    close: () => client.close(),
  };
}

function pairsOf(reply: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < reply.length; at += 2) pairs.push([reply[at] ?? '', reply[at + 1] ?? '']);
  return pairs;
}
