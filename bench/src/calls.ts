import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  type AnySimotelEvent,
  type Delivery,
  decode,
  type SimotelEvent,
  type SimotelEventName,
} from '@simotel-hooks/core';
import { trackCalls } from '@simotel-hooks/core/calls';
import { median } from './measure.js';
import { ROUNDS } from './options.js';

/*
 * Events a second through `trackCalls`, with somebody listening to `update`, while so many calls are open, and the memory an
 * open call with ten events takes. Calls begin, go on and end at the same rate; decoding is not counted.
 */

const OPEN_CALLS = [1_000, 10_000, 100_000];
/** Few enough that what is decoded is not old by the time it is taken, as in a real receiver. */
const BATCH = 256;
const BATCHES = 400;
/** How long a call lasts by the clock of the bench. */
const CALL_MS = 60_000;
/** How many events it has. */
const EVENTS = 12;

type Take = (event: AnySimotelEvent, delivery: Delivery) => unknown;

/** What a PBX sends for one call of two queue agents and a transfer; the last two events end it. */
function script(id: string, call: number): string[] {
  const number = `0912${String(call).padStart(7, '0')}`;
  const ring = { participant: number, direction: 'in', queue: '902' };
  const [first, second, third] = [100 + (call % 900), 101 + (call % 899), 102 + (call % 898)].map(String);
  const record = {
    src: number,
    dst: '982191000492',
    type: 'incoming',
    entry_point: 'E1',
    disposition: 'ANSWERED',
  };
  const times = { starttime: '2021-01-16 06:30:28.471398', endtime: '2021-01-16 06:30:58.471398' };
  const event = (event_name: string, fields: object) =>
    JSON.stringify({ event_name, unique_id: id, ...fields });
  return [
    event('IncomingCall', { number, entry_point: 'E1' }),
    event('IncomingCall', { number, entry_point: 'E1', unique_id: undefined }),
    event('NewState', { exten: first, state: 'Ringing', ...ring }),
    event('NewState', { exten: first, state: 'Idle' }),
    event('NewState', { exten: second, state: 'Ringing', ...ring }),
    event('NewState', { exten: second, state: 'InUse', ...ring }),
    event('Transfer', { transferer: second, transferred_from: number, transferred_to: third }),
    event('NewState', { exten: second, state: 'Idle' }),
    event('NewState', { exten: third, state: 'Ringing', ...ring }),
    event('NewState', { exten: third, state: 'InUse', ...ring }),
    event('NewState', { exten: third, state: 'Idle' }),
    event('Cdr', { ...record, ...times, billsec: 30, wait: 10, record: `20210116_${id}.mp3` }),
  ];
}

/** Calls side by side, each at another place of its script. */
class Traffic {
  readonly #scripts: string[][] = [];
  #next = 0;
  #calls = 0;

  constructor(open: number) {
    for (let call = 0; call < open; call++) this.#scripts.push(this.#begin().slice(call % EVENTS));
  }

  #begin(): string[] {
    const call = this.#calls++;
    return script(`${1_610_778_618 + Math.floor(call / 1000)}.${call % 1_000_000}`, call);
  }

  /** The next event of the call whose turn it is; another call takes the place of one that has ended. */
  take(): string {
    const at = this.#next++ % this.#scripts.length;
    const rest = this.#scripts[at] ?? [];
    const body = rest.shift() ?? '';
    if (rest.length === 0) this.#scripts[at] = this.#begin();
    return body;
  }
}

const decoded = (body: string) => decode({ method: 'POST', path: '/', body });

/** A tracker by itself, with a clock that only moves as it is told. */
class Desk {
  readonly clock = { now: 1_610_778_618_000 };
  updates = 0;
  take: Take = () => undefined;
  readonly #delivery: Delivery;

  constructor(open: number) {
    const { clock } = this;
    const source = {
      on: <N extends SimotelEventName>(
        names: N | readonly N[],
        handler: (event: SimotelEvent<N>, delivery: Delivery) => unknown,
      ) => {
        const isWanted = (event: AnySimotelEvent): event is AnySimotelEvent & SimotelEvent<N> =>
          names.length > 0 && event.kind === 'event';
        this.take = (event, delivery) => (isWanted(event) ? handler(event, delivery) : undefined);
        return () => {};
      },
    };
    const limits = { maxCalls: 3 * open, keepEndedMs: 1_000, settleMs: 1_000 };
    const tracker = trackCalls(source, { now: () => clock.now, ...limits });
    tracker.on('update', () => this.updates++);
    this.#delivery = {
      id: 'bench',
      get receivedAt() {
        return new Date(clock.now);
      },
      source: null,
      request: { method: 'POST', path: '/' },
      signal: new AbortController().signal,
      httpRequest: undefined,
      attempt: 1,
      maxAttempts: 1,
    };
  }

  async feed(events: readonly AnySimotelEvent[], stepMs: number): Promise<void> {
    for (const event of events) {
      this.clock.now += stepMs;
      const taken = this.take(event, this.#delivery);
      if (taken instanceof Promise) await taken;
    }
  }
}

const batchOf = (traffic: Traffic) => Array.from({ length: BATCH }, () => traffic.take());

/** Nanoseconds an event takes to be decoded, and to be taken in. */
interface Cost {
  readonly decoding: number;
  readonly tracking: number;
}

/** After every place has had a whole call. */
async function costOf(open: number): Promise<Cost> {
  const traffic = new Traffic(open);
  const desk = new Desk(open);
  const stepMs = CALL_MS / (open * EVENTS);
  for (let fed = 0; fed < open * EVENTS; fed += BATCH) {
    await desk.feed(batchOf(traffic).map(decoded), stepMs);
  }
  const rounds: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = desk.updates;
    let decoding = 0;
    let tracking = 0;
    for (let batch = 0; batch < BATCHES; batch++) {
      const bodies = batchOf(traffic);
      const start = performance.now();
      const events = bodies.map(decoded);
      const middle = performance.now();
      await desk.feed(events, stepMs);
      decoding += middle - start;
      tracking += performance.now() - middle;
    }
    const events = BATCH * BATCHES;
    if (desk.updates - before < events / 2) throw new Error('Calls were not updated.');
    rounds.push({ decoding: (decoding * 1e6) / events, tracking: (tracking * 1e6) / events });
  }
  return {
    decoding: median(rounds.map((each) => each.decoding)),
    tracking: median(rounds.map((each) => each.tracking)),
  };
}

/** Bytes that calls of ten events take, each with an event of its own text as it came off the wire. */
async function memory(open: number): Promise<number> {
  const desk = new Desk(open);
  const before = usedAfterCollection();
  for (let call = 0; call < open; call++) {
    const id = `${1_610_778_618 + Math.floor(call / 1000)}.${call}`;
    const bodies = script(id, call).slice(0, 10);
    await desk.feed(bodies.map(decoded), 0.01);
  }
  const used = usedAfterCollection() - before;
  if (desk.updates < 9 * open) throw new Error('Calls are missing.');
  return used / open;
}

function usedAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

export async function calls(): Promise<void> {
  const bytes = await memory(10_000);
  const costs = new Map<number, Cost>();
  for (const open of OPEN_CALLS) costs.set(open, await costOf(open));
  const base = costs.get(1_000)?.tracking ?? Number.NaN;
  console.table(
    Object.fromEntries(
      [...costs].map(([open, { decoding, tracking }]) => [
        `${open} open calls`,
        {
          'events a second': Math.round(1e9 / tracking),
          'tracking / decoding': (tracking / decoding).toFixed(2),
          'an event / with 1000': (tracking / base).toFixed(2),
        },
      ]),
    ),
  );
  console.log(`An open call with ten events takes ${Math.round(bytes)} bytes.`);
}
