import type { Call } from '@simotel-hooks/core/calls';
import type { Board } from './board.js';
import { keyOf } from './key.js';
import { Latest, type Revisions } from './latest.js';
import { LIMITS } from './limits.js';
import type { CallView } from './protocol.js';
import { timelineOf } from './timeline.js';

/** The last calls, as they are drawn. */
export class CallLog {
  private readonly calls: Latest<CallView>;
  private readonly board: Board;

  constructor(revisions: Revisions, board: Board) {
    this.calls = new Latest(revisions, LIMITS.calls);
    this.board = board;
  }

  /** Takes a call as it is now. Several that turned out to be one are drawn, and counted, as one. */
  take(whole: Call): void {
    const { events: _, ...call } = whole;
    const key = keyOf(call.source, call.id);
    for (const id of call.callIds) if (id !== call.id) this.drop(call.source, keyOf(call.source, id));
    this.calls.set(key, { key, call, timeline: timelineOf(whole) });
    this.board.takeCall(whole);
  }

  since(rev: number): { changed: CallView[]; gone: string[] } {
    return this.calls.since(rev);
  }

  clearEnded(): void {
    for (const { key, call } of this.calls.values()) if (call.status === 'ended') this.calls.delete(key);
  }

  private drop(source: string | null, key: string): void {
    this.calls.delete(key);
    this.board.dropCall(source, key);
  }
}
