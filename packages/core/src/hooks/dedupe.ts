import { SimotelError } from '../error.js';
import type { AnySimotelEvent } from '../event.js';
import { eventId } from '../event-id.js';
import type { SimotelEventName } from '../names.js';

/**
 * Remembers which deliveries were taken. With several processes it has to be shared and `add` has to be atomic.
 *
 * @example With Redis, where one command does it:
 * ```ts
 * const store: DedupeStore = {
 *   add: async (key, ttlMs) => (await redis.set(key, '1', 'PX', ttlMs, 'NX')) === 'OK',
 *   delete: (key) => redis.del(key),
 * };
 * ```
 */
export interface DedupeStore {
  /** Remembers `key` for `ttlMs`. @returns `true` where it was not known, `false` for a repeat. */
  add(key: string, ttlMs: number): boolean | Promise<boolean>;
  /** Forgets `key`: its handlers failed, so a repeat is welcome. */
  delete(key: string): unknown;
}

/** How repeats are told apart. */
export interface DedupeOptions {
  /** How long a delivery is remembered, in milliseconds. */
  ttlMs: number;
  /** Default: {@link createMemoryDedupeStore}, of this process only. */
  store?: DedupeStore;
  /**
   * What makes two events the same; `null` for "never". Default: `eventId`, for events with an identity of their
   * own (Cdr, CdrQueue, Survey, VoiceMail, VoiceMailEmail, faxes, AutoDialerReport). Two equal NewState events may both be
   * true. Keys of different sources never meet.
   */
  key?: (event: AnySimotelEvent) => string | null;
}

const WITH_IDENTITY: ReadonlySet<SimotelEventName | null> = new Set<SimotelEventName>([
  'Cdr',
  'CdrQueue',
  'Survey',
  'VoiceMail',
  'VoiceMailEmail',
  'IncomingFax',
  'OutgoingFax',
  'AutoDialerReport',
]);

const identityOf = (event: AnySimotelEvent) => (WITH_IDENTITY.has(event.name) ? eventId(event) : null);

/**
 * A store in the memory of this process.
 *
 * @param options - `maxEntries`: how many keys it holds; beyond that the oldest is forgotten. Default 100,000.
 */
export function createMemoryDedupeStore({ maxEntries = 100_000 }: { maxEntries?: number } = {}): DedupeStore {
  const expiries = new Map<string, number>();
  return {
    add(key, ttlMs) {
      const now = Date.now();
      const expiry = expiries.get(key);
      if (expiry !== undefined && expiry > now) return false;
      // Re-added at the end, so that the first entries are the oldest.
      expiries.delete(key);
      expiries.set(key, now + ttlMs);
      for (const [oldest, end] of expiries) {
        if (end > now && expiries.size <= maxEntries) break;
        expiries.delete(oldest);
      }
      return true;
    },
    delete: (key) => expiries.delete(key),
  };
}

/** Tells repeats from first deliveries. */
export class Dedupe {
  readonly ttlMs: number;
  private readonly store: DedupeStore;
  private readonly identify: (event: AnySimotelEvent) => string | null;

  constructor({ ttlMs, store = createMemoryDedupeStore(), key = identityOf }: DedupeOptions) {
    if (typeof ttlMs !== 'number' || !(ttlMs > 0)) {
      throw new SimotelError('OPTION_INVALID', 'dedupe.ttlMs must be a number of milliseconds above 0.');
    }
    this.store = store;
    this.ttlMs = ttlMs;
    this.identify = key;
  }

  keyOf(event: AnySimotelEvent, source: string | null): string | null {
    const key = this.identify(event);
    return key === null || source === null ? key : `${source}:${key}`;
  }

  /** @throws What the store throws. */
  isFirst(key: string): boolean | Promise<boolean> {
    return this.store.add(key, this.ttlMs);
  }

  async forget(key: string): Promise<void> {
    await this.store.delete(key);
  }
}
