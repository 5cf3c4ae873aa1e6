import type { SimotelEvent } from '@simotel-hooks/core';
import type { Call } from '@simotel-hooks/core/calls';
import { OnCallEnd, OnCallUpdate } from '@simotel-hooks/nest';

/** Ends a call as soon as its record is there. */
export const AT_ONCE = { settleMs: 0 };

/** A call of its own id, as the PBX tells of it: somebody calls 991, who answers. */
export function createCall(unique_id: string): Record<'ringing' | 'inUse' | 'idle' | 'cdr', object> {
  const state = (state: string) => ({
    event_name: 'NewState',
    exten: '991',
    state,
    direction: 'in',
    participant: '09331112233',
    unique_id,
  });
  const record = { src: '09331112233', dst: '991', type: 'incoming', disposition: 'ANSWERED', billsec: '9' };
  return {
    ringing: state('Ringing'),
    inUse: state('InUse'),
    idle: state('Idle'),
    cdr: { event_name: 'Cdr', ...record, unique_id },
  };
}

/** Keeps what comes until somebody takes it. */
export class Inbox<Item> {
  readonly #items: Item[] = [];
  #wake = () => {};

  put(item: Item): void {
    this.#items.push(item);
    this.#wake();
  }

  /** Waits for the next. */
  async take(): Promise<Item> {
    while (this.#items.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const [item] = this.#items.splice(0, 1);
    if (item === undefined) throw new TypeError('Two took the same.');
    return item;
  }

  /** What is there now. */
  takeAll(): Item[] {
    return this.#items.splice(0);
  }
}

/** Handlers that keep what they were given. */
export class Board {
  readonly updates = new Inbox<{ call: Call; event: SimotelEvent }>();
  readonly ends = new Inbox<{ call: Call; event: null }>();

  @OnCallUpdate()
  onUpdate(call: Call, event: SimotelEvent): void {
    this.updates.put({ call, event });
  }

  @OnCallEnd()
  async onEnd(call: Call, event: null): Promise<void> {
    this.ends.put({ call, event });
  }
}
