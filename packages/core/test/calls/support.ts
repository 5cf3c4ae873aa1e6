import { afterEach, beforeEach, vi } from 'vitest';
import { type Call, type TrackCallsOptions, trackCalls } from '../../src/calls/index.js';
import { createSimotelHooks } from '../../src/index.js';

/** When calls of these tests begin: that of the vendor's sample, id 1610778618.378. */
export const EPOCH = 1_610_778_618;
export const ID = `${EPOCH}.378`;
export const at = (seconds: number) => (EPOCH + seconds) * 1000;
/** Seconds after the epoch, as a PBX writes them. */
export const clock = (seconds: number, zoneHours = 0) =>
  new Date(at(seconds + zoneHours * 3600)).toISOString().replace('T', ' ').replace('Z', '000');

type Fields = Readonly<Record<string, unknown>>;

/** A PBX, hooks and a tracker, and a clock that stands still until it is told. */
export class Line {
  readonly updates: Call[] = [];
  readonly ends: Call[] = [];
  readonly hooks = createSimotelHooks({ auth: ({ ip }) => (ip ? { source: ip } : true), logger: {} });
  readonly tracker;

  constructor(options: TrackCallsOptions = {}) {
    this.tracker = trackCalls(this.hooks, options);
    this.tracker.on('update', (call) => this.updates.push(call));
    this.tracker.on('end', (call) => this.ends.push(call));
  }

  /** Until so many seconds after the call began. */
  async until(seconds: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(Math.max(0, at(seconds) - Date.now()));
  }

  /** A delivery, at so many seconds after the call began. @returns The status of the answer. */
  async send(seconds: number, name: string, fields: Fields = {}, source?: string): Promise<number> {
    await this.until(seconds);
    const body = JSON.stringify({ event_name: name, unique_id: ID, ...fields });
    const request = { method: 'POST', path: '/', body, ...(source && { ip: source }) };
    const result = await this.hooks.handle(request);
    return result.matched ? result.response.status : 404;
  }

  /** An extension's state, seen from a call that comes in from `CALLER`. */
  state(seconds: number, exten: string, state: string, fields: Fields = {}): Promise<number> {
    const party = state === 'Idle' ? {} : { participant: CALLER, direction: 'in' };
    return this.send(seconds, 'NewState', { exten, state, ...party, ...fields });
  }

  /** A call that has ended, and nothing else has. */
  async end(): Promise<Call> {
    await this.until((Date.now() - at(0)) / 1000 + 4);
    const [call, ...others] = this.ends;
    if (!call || others.length > 0) throw new Error(`${this.ends.length} calls ended.`);
    return call;
  }
}

export const CALLER = '09331112233';
export const INCOMING = { number: CALLER, entry_point: 'to_simo_51_20' };

/** The Cdr of an incoming call: `dst` is the number that was dialled. */
export const cdr = (answered: number, ended: number, fields: Fields = {}) => ({
  starttime: clock(answered),
  endtime: clock(ended),
  src: CALLER,
  dst: '982191000492',
  did: '982191000492',
  type: 'incoming',
  disposition: 'ANSWERED',
  billsec: ended - answered,
  wait: answered,
  ...fields,
});

export const unanswered = (ended: number, fields: Fields = {}) => ({
  ...cdr(ended, ended),
  disposition: 'NO ANSWER',
  billsec: undefined,
  duration: ended,
  ...fields,
});

/** Tests of a file run on a clock of their own. */
export function useClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: at(0) });
    return () => vi.useRealTimers();
  });
  afterEach(() => {
    vi.clearAllTimers();
  });
}
