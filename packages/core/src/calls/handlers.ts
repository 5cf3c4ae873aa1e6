import { isPromise } from '../auth/promise.js';
import type { SimotelEvent } from '../event.js';
import { assertFunction } from '../hooks/registry.js';
import type { Call } from './call.js';

/** What handlers of a tracker are given beside the call, by what they listen to. */
export interface CallTrackerEvents {
  /** The event that changed the call. */
  update: SimotelEvent;
  /** Nothing: a call ends when nothing more comes. */
  end: null;
}

/** Called with a call, and with the event that changed it. What it returns is waited for. */
export type CallTrackerHandler<T extends keyof CallTrackerEvents> = (
  call: Call,
  event: CallTrackerEvents[T],
) => unknown;

/** Those who listen to one thing. */
export class Handlers<T extends keyof CallTrackerEvents> {
  /** Replaced, never changed: an emission reaches those it began with. */
  private handlers: readonly CallTrackerHandler<T>[] = [];

  get isEmpty(): boolean {
    return this.handlers.length === 0;
  }

  /** @returns Its own undo. */
  add(handler: CallTrackerHandler<T>): () => void {
    assertFunction(handler);
    const own: CallTrackerHandler<T> = (call, event) => handler(call, event);
    this.handlers = [...this.handlers, own];
    return () => {
      this.handlers = this.handlers.filter((other) => other !== own);
    };
  }

  /**
   * Calls all, whatever some of them do.
   *
   * @returns A promise where one of them does.
   * @throws The failure, or an `AggregateError` of several.
   */
  emit(call: Call, event: CallTrackerEvents[T]): void | Promise<void> {
    const [only] = this.handlers;
    if (this.handlers.length === 1 && only) {
      const result = only(call, event);
      return isPromise(result) ? Promise.resolve(result).then(nothing) : undefined;
    }
    const failures: unknown[] = [];
    const waiting: PromiseLike<unknown>[] = [];
    for (const handler of this.handlers) {
      try {
        const result = handler(call, event);
        if (isPromise(result)) waiting.push(result);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (waiting.length === 0) return throwAll(failures);
    return Promise.allSettled(waiting).then((results) => {
      for (const result of results) if (result.status === 'rejected') failures.push(result.reason);
      throwAll(failures);
    });
  }
}

const nothing = () => {};

function throwAll(failures: readonly unknown[]): void {
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'Several handlers of a call failed.');
}
