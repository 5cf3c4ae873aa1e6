import type { ModulesContainer } from '@nestjs/core';
import { getCallTrackerToken, type SimotelInstance } from '../tokens.js';
import { callsAreOff } from '../tracker.js';
import { findDependents } from './dependents.js';
import type { Handler } from './find.js';
import { listOf } from './instances.js';

/** @throws {SimotelError} `OPTION_INVALID` for whatever wants calls where none are tracked. */
export function assertTracked(
  handlers: readonly Handler[],
  instances: readonly SimotelInstance[],
  modules: ModulesContainer,
): void {
  const deaf = instances.filter(({ tracker }) => !tracker);
  for (const { className, method, subscriptions } of handlers) {
    for (const { to, hooks } of subscriptions) {
      if (to !== 'callUpdate' && to !== 'callEnd') continue;
      const place = `${className}.${String(method)}`;
      if (deaf.some(({ name }) => name === hooks)) {
        throw callsAreOff(`${place} listens to calls, but the SimotelModule "${hooks}" tracks none`);
      }
      if (hooks === undefined && deaf.length === instances.length) {
        throw callsAreOff(`${place} listens to calls, but no SimotelModule tracks any (${listOf(deaf)})`);
      }
    }
  }
  for (const { name } of deaf) {
    const [dependent] = findDependents(modules, getCallTrackerToken(name));
    if (dependent === undefined) continue;
    throw callsAreOff(`${dependent} injects the calls of the SimotelModule "${name}", which tracks none`);
  }
}
