import type { SimotelEvent } from '@simotel-hooks/core';
import type { Call } from '@simotel-hooks/core/calls';
import { type SimotelHandlerDecorator, type SimotelHandlerOptions, subscribe } from './subscribe.js';

/**
 * Calls the method for every event that belongs to a call, with the call as it is now and that event. What it returns is
 * waited for; where it throws or rejects, the delivery has failed. The module has to be told to track calls: `calls: true`.
 *
 * @example
 * ```ts
 * @OnCallUpdate()
 * onUpdate(call: Call) {
 *   this.board.show(call.id, call.from, call.status);
 * }
 * ```
 */
export function OnCallUpdate(options?: SimotelHandlerOptions): SimotelHandlerDecorator<Call, SimotelEvent> {
  return subscribe('OnCallUpdate', 'callUpdate', options);
}

/**
 * Calls the method once a call has ended and nothing more has come for it, with the call and `null`. What it throws is
 * logged: there is no delivery that could fail. The module has to be told to track calls: `calls: true`.
 *
 * @example
 * ```ts
 * @OnCallEnd()
 * async onEnd(call: Call) {
 *   await this.crm.saveCall(call.id, call.from, call.answeredBy, call.outcome, call.talkSeconds);
 * }
 * ```
 */
export function OnCallEnd(options?: SimotelHandlerOptions): SimotelHandlerDecorator<Call, null> {
  return subscribe('OnCallEnd', 'callEnd', options);
}
