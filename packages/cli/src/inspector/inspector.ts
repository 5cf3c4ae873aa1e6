import { randomUUID } from 'node:crypto';
import { SIMOTEL_EVENT_NAMES, type SimotelHooks } from '@simotel-hooks/core';
import { type CallTracker, trackCalls } from '@simotel-hooks/core/calls';
import type { ReceivedDelivery } from '../delivery/delivery.js';
import { Board } from './board.js';
import { CallLog } from './call-log.js';
import { DeliveryLog, type LoggedDelivery, type LogLimits } from './delivery-log.js';
import { Revisions } from './latest.js';
import type { ForwardView, StreamMessage } from './protocol.js';
import { type Batch, type Cursor, Stream } from './stream.js';
import { summaryOf } from './summary.js';

/** Rows in one message. */
const MOST_AT_ONCE = 1_000;
const CALLS_TRACKED = 2_000;
/** Bytes. Calls keep their events, and the board keeps names: what is much larger than any of a PBX must not stay by hundreds. */
const LARGEST_TRACKED = 65_536;

/** What an inspector shows: the last deliveries, the calls they make, and the board. All of it in bounded memory. */
export class Inspector {
  readonly stream = new Stream((cursor) => this.after(cursor));
  readonly log: DeliveryLog;
  private readonly session = randomUUID();
  private readonly revisions = new Revisions();
  private readonly board = new Board(this.revisions);
  private readonly calls = new CallLog(this.revisions, this.board);
  private readonly tracker: CallTracker;

  constructor(hooks: SimotelHooks, limits: LogLimits) {
    this.log = new DeliveryLog(limits);
    const small = withoutLarge(hooks);
    this.tracker = trackCalls(small, { maxCalls: CALLS_TRACKED, logger: {} });
    this.tracker.on('update', (call) => this.change(() => this.calls.take(call)));
    this.tracker.on('end', (call) => this.change(() => this.calls.take(call)));
    small.on(SIMOTEL_EVENT_NAMES, (event, { source, receivedAt }) =>
      this.change(() => this.board.takeEvent(event, source, receivedAt.getTime())),
    );
  }

  /** Takes a delivery into the list. */
  add(delivery: ReceivedDelivery): LoggedDelivery {
    const { result, ...kept } = delivery;
    const unread = result.success || result.error.raw ? null : result.error;
    const logged = this.log.add({ ...kept, unread }, (seq) => summaryOf(delivery, seq));
    this.stream.notify();
    return logged;
  }

  /** Says that a delivery is being passed on, and later what became of it. */
  setForward(logged: LoggedDelivery, index: number, forward: ForwardView): void {
    logged.forwards = Object.assign([...logged.forwards], { [index]: forward });
  }

  /** Forgets deliveries, and calls that ended. */
  clear(): void {
    this.change(() => {
      this.log.clear();
      this.calls.clearEnded();
      // Also where no call ended: pages have to hear of it.
      this.revisions.next();
    });
  }

  async close(): Promise<void> {
    await this.tracker.close();
    this.stream.close();
  }

  private change(how: () => void): void {
    how();
    this.stream.notify();
  }

  private after(cursor: Cursor): Batch {
    // A page of an earlier session may be further than this one is.
    const seen = cursor.deliveries > this.log.lastSeq ? 0 : cursor.deliveries;
    const since = cursor.changes > this.revisions.current ? 0 : cursor.changes;
    const deliveries = this.log.after(seen, MOST_AT_ONCE);
    const { changed: calls, gone: forgottenCalls } = this.calls.since(since);
    const board = this.board.since(since);
    const rev = this.revisions.current;
    const message: StreamMessage = {
      now: Date.now(),
      session: this.session,
      firstSeq: this.log.firstSeq,
      rev,
      ...(deliveries.length > 0 && { deliveries }),
      ...(calls.length > 0 && { calls }),
      ...(forgottenCalls.length > 0 && { forgottenCalls }),
      ...(board.length > 0 && { board }),
    };
    const last = deliveries.at(-1)?.seq ?? this.log.lastSeq;
    return {
      message,
      next: { deliveries: last, changes: rev },
      hasMore: last < this.log.lastSeq,
      isEmpty: last === seen && rev === since,
    };
  }
}

/** Hooks that do not tell of deliveries that are too large. */
function withoutLarge(hooks: SimotelHooks): Pick<SimotelHooks, 'on'> {
  return {
    on: (name, handler) =>
      hooks.on(name, (event, delivery) => {
        const { path, body } = delivery.request;
        const size = path.length + (body instanceof Uint8Array ? body.byteLength : 0);
        return size > LARGEST_TRACKED ? undefined : handler(event, delivery);
      }),
  };
}
