import type { SimotelEvent } from '@simotel-hooks/core';
import type { Call } from '@simotel-hooks/core/calls';
import { keyOf } from './key.js';
import { Latest, type Revisions } from './latest.js';
import { LIMITS, putLast } from './limits.js';
import type { BoardEntry, BoardExtension, BoardQueue, BoardTrunk } from './protocol.js';
import { type CallResult, resultsOf } from './results.js';
import { counted } from './tally.js';

/** Where a call that has not ended is, and whether somebody talks in it. */
type Place = Pick<CallResult, 'name'> & { readonly kind: 'queue' | 'trunk'; readonly talks: boolean };

/** What a call that ended was counted for. */
interface Counted {
  readonly at: number;
  readonly results: readonly CallResult[];
}

/** Calls whose results may change yet: of records that come late. */
const COUNTS_KEPT = 5_000;

/** The present state of extensions, queues and trunks, and how their calls ended. */
export class Board {
  private readonly extensions: Latest<BoardExtension>;
  private readonly queues: Latest<BoardQueue>;
  private readonly trunks: Latest<BoardTrunk>;
  private readonly places = new Map<string, readonly Place[]>();
  private readonly counts = new Map<string, Counted>();

  constructor(revisions: Revisions) {
    this.extensions = new Latest(revisions, LIMITS.board);
    this.queues = new Latest(revisions, LIMITS.board);
    this.trunks = new Latest(revisions, LIMITS.board);
  }

  /** What changed after a revision. */
  since(rev: number): BoardEntry[] {
    return [
      ...this.extensions.since(rev).changed,
      ...this.queues.since(rev).changed,
      ...this.trunks.since(rev).changed,
    ];
  }

  /** Takes what an event says of an extension or a trunk. */
  takeEvent(event: SimotelEvent, source: string | null, since: number): void {
    switch (event.name) {
      case 'NewState': {
        const { exten, state, participant = null, direction = null, queue = null } = event.data;
        const { callId } = event;
        this.extension(source, exten, (before) => {
          const isSame = before.state === state && before.callId === callId;
          return { state, participant, direction, queue, callId, since: isSame ? before.since : since };
        });
        break;
      }
      case 'ExtenAdded':
      case 'ExtenRemoved': {
        const { exten, state = null } = event.data;
        this.extension(source, exten, () => ({ ...NO_CALL, state, since }));
        break;
      }
      case 'TrunkAdded':
      case 'TrunkNewState': {
        const { trunkName, state = null, trunkType: type = null } = event.data;
        this.trunk(source, trunkName, (before) => ({ state, type: type ?? before.type, since }));
        break;
      }
      case 'TrunkRemoved':
        this.trunk(source, event.data.trunkName, () => ({ state: null, since }));
        break;
    }
  }

  /** Takes a call as it is now; of one that ended, what it was counted for before is taken back. */
  takeCall(call: Call): void {
    const { source, status } = call;
    const key = keyOf(source, call.id);
    this.leave(source, key);
    if (status !== 'ended') {
      this.enter(source, key, placesOf(call));
      return;
    }
    this.uncount(source, key);
    const now = { at: call.events.at(-1)?.receivedAt ?? call.createdAt, results: resultsOf(call) };
    this.count(source, now, 1);
    putLast(this.counts, key, now, COUNTS_KEPT);
  }

  /** Takes a call away that turned out to be a part of another. */
  dropCall(source: string | null, key: string): void {
    this.leave(source, key);
    this.uncount(source, key);
  }

  private uncount(source: string | null, key: string): void {
    const before = this.counts.get(key);
    if (before) this.count(source, before, -1);
    this.counts.delete(key);
  }

  private enter(source: string | null, key: string, places: readonly Place[]): void {
    if (places.length > 0) this.places.set(key, places);
    for (const place of places) this.occupy(source, place, 1);
  }

  private leave(source: string | null, key: string): void {
    for (const place of this.places.get(key) ?? []) this.occupy(source, place, -1);
    this.places.delete(key);
  }

  private occupy(source: string | null, { kind, name, talks }: Place, by: 1 | -1): void {
    if (kind === 'trunk') {
      this.trunk(source, name, ({ open }) => ({ open: Math.max(0, open + by) }));
    } else if (talks) {
      this.queue(source, name, ({ talking }) => ({ talking: Math.max(0, talking + by) }));
    } else {
      this.queue(source, name, ({ waiting }) => ({ waiting: Math.max(0, waiting + by) }));
    }
  }

  private count(source: string | null, { at, results }: Counted, by: 1 | -1): void {
    for (const { kind, name, result } of results) {
      this[kind](source, name, ({ tally }) => ({ tally: counted(tally, result, at, by) }));
    }
  }

  private extension(source: string | null, name: string, change: Change<BoardExtension>): void {
    apply(this.extensions, { ...newEntry(source, name), kind: 'extension', state: null, ...NO_CALL }, change);
  }

  private queue(source: string | null, name: string, change: Change<BoardQueue>): void {
    apply(this.queues, { ...newEntry(source, name), kind: 'queue', waiting: 0, talking: 0 }, change);
  }

  private trunk(source: string | null, name: string, change: Change<BoardTrunk>): void {
    const blank = { state: null, type: null, open: 0 } as const;
    apply(this.trunks, { ...newEntry(source, name), kind: 'trunk', ...blank }, change);
  }
}

/** Of an extension that is in no call. */
const NO_CALL = { participant: null, direction: null, queue: null, callId: null } as const;

/** What changes, given what was before. */
type Change<E> = (before: E) => Partial<E>;

function apply<E extends BoardEntry>(shelf: Latest<E>, blank: E, change: Change<E>): void {
  const key = keyOf(blank.source, blank.name);
  const before = shelf.get(key) ?? blank;
  shelf.set(key, { ...before, ...change(before) });
}

const newEntry = (source: string | null, name: string) => ({ source, name, since: null, tally: [] });

function placesOf({ queue, entryPoint, outgoingPoint, status }: Call): Place[] {
  const talks = status === 'talking';
  const queues: Place[] = queue === null ? [] : [{ kind: 'queue', name: queue, talks }];
  const trunks = [...new Set([entryPoint, outgoingPoint])].flatMap((name): Place[] =>
    name === null ? [] : [{ kind: 'trunk', name, talks }],
  );
  return [...queues, ...trunks];
}
