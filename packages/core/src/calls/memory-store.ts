import type { CallEvent } from './call-event.js';
import type { CallChange, CallStore } from './store.js';
import type { StoredCall } from './stored-call.js';

/** How fine the times are at which calls become due. */
const SLOT_MS = 250;

/**
 * A call as it is kept. It is changed in its place: a new one for every event, with a new list of events, would grow old in memory
 * until the next event comes, and clearing those away takes longer than all the rest.
 */
type Kept = { -readonly [P in keyof StoredCall]: StoredCall[P] } & { events: CallEvent[] };

interface Entry {
  readonly call: Kept;
  /** Where it waits to become due: never later than it is due, so that most updates leave it where it is. */
  slot: number;
}

/** A store in the memory of this process. */
export function createMemoryCallStore(): CallStore {
  return new MemoryCallStore();
}

class MemoryCallStore implements CallStore {
  private readonly byKey = new Map<string, Entry>();
  private readonly openEntries = new Set<Entry>();
  private readonly endedEntries = new Set<Entry>();
  private readonly slots = new Map<number, Set<Entry>>();

  update<T>(keys: readonly string[], change: (found: readonly StoredCall[]) => CallChange<T>): T {
    const found = this.entriesOf(keys);
    const { calls, result } = change(found.map(callOf));
    const [entry] = found;
    const [call] = calls;
    if (entry && call && calls.length === 1 && found.length === 1 && entry.call.keys === call.keys) {
      // Nearly always: one call, and the event tells no new key.
      this.replace(entry, call);
    } else {
      // Copies, because what was found may be handed back in another order.
      this.replaceAll(found, calls.map(copyOf));
    }
    return result;
  }

  find(key: string): StoredCall | undefined {
    const entry = this.byKey.get(key);
    return entry && copyOf(entry.call);
  }

  due(now: number, limit: number): StoredCall[] {
    const found: StoredCall[] = [];
    for (const [slot, entries] of this.slots) {
      if (slot * SLOT_MS > now) continue;
      for (const entry of entries) {
        if (found.length >= limit) return found;
        if (entry.call.due <= now) found.push(copyOf(entry.call));
        else if (slotOf(entry.call) !== slot) this.moveTo(entry, slotOf(entry.call));
      }
    }
    return found;
  }

  open(): StoredCall[] {
    return Array.from(this.openEntries, ({ call }) => copyOf(call));
  }

  oldest(): StoredCall | undefined {
    const [first] = this.endedEntries.size > 0 ? this.endedEntries : this.openEntries;
    return first && copyOf(first.call);
  }

  size(): number {
    return this.openEntries.size + this.endedEntries.size;
  }

  private entriesOf(keys: readonly string[]): Entry[] {
    const found: Entry[] = [];
    for (const key of keys) {
      const entry = this.byKey.get(key);
      if (entry && !found.includes(entry)) found.push(entry);
    }
    return found;
  }

  private replaceAll(found: readonly Entry[], calls: readonly StoredCall[]): void {
    // Keys may move from one call to another, so they are all free before any is given.
    found.forEach((entry, at) => {
      if (entry.call.keys !== calls[at]?.keys) this.unname(entry);
    });
    found.forEach((entry, at) => {
      const call = calls[at];
      if (call) this.replace(entry, call);
      else this.remove(entry);
    });
    for (const call of calls.slice(found.length)) this.add(call);
  }

  private add(call: StoredCall): void {
    const entry: Entry = { call: copyOf(call), slot: slotOf(call) };
    this.name(entry, call.keys);
    this.listOf(call).add(entry);
    this.slotAt(entry.slot).add(entry);
  }

  private remove(entry: Entry): void {
    this.listOf(entry.call).delete(entry);
    this.leaveSlot(entry);
  }

  private replace(entry: Entry, call: StoredCall): void {
    const { keys, ended } = entry.call;
    if (keys !== call.keys) this.name(entry, call.keys);
    if ((ended === null) !== (call.ended === null)) {
      this.listOf(entry.call).delete(entry);
      this.listOf(call).add(entry);
    }
    keep(entry.call, call);
    if (slotOf(call) < entry.slot) this.moveTo(entry, slotOf(call));
  }

  private unname({ call }: Entry): void {
    for (const key of call.keys) this.byKey.delete(key);
  }

  private name(entry: Entry, keys: readonly string[]): void {
    for (const key of keys) {
      if (this.byKey.has(key)) throw new Error(`Another call has the key ${key} already.`);
      this.byKey.set(key, entry);
    }
  }

  private listOf({ ended }: StoredCall): Set<Entry> {
    return ended === null ? this.openEntries : this.endedEntries;
  }

  private moveTo(entry: Entry, slot: number): void {
    this.leaveSlot(entry);
    entry.slot = slot;
    this.slotAt(slot).add(entry);
  }

  private slotAt(slot: number): Set<Entry> {
    let entries = this.slots.get(slot);
    if (!entries) {
      entries = new Set();
      this.slots.set(slot, entries);
    }
    return entries;
  }

  private leaveSlot(entry: Entry): void {
    const entries = this.slots.get(entry.slot);
    entries?.delete(entry);
    if (entries?.size === 0) this.slots.delete(entry.slot);
  }
}

const copyOf = (call: StoredCall): Kept => ({ ...call, events: [...call.events] });

function keep(kept: Kept, call: StoredCall): void {
  const { events } = kept;
  const last = call.events.at(-1);
  const isOneMore = call.events.length === events.length + 1 && call.events.at(-2) === events.at(-1);
  Object.assign(kept, call);
  kept.events = events;
  if (isOneMore && last) events.push(last);
  else if (call.events !== events) kept.events = [...call.events];
}

const callOf = ({ call }: Entry) => call;

const slotOf = ({ due }: StoredCall) => Math.floor(due / SLOT_MS);
