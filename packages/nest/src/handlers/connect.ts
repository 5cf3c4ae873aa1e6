import type { ModuleRef, ModulesContainer } from '@nestjs/core';
import type { SimotelInstance } from '../tokens.js';
import { assertReachable } from './assert-reachable.js';
import { assertTracked } from './assert-tracked.js';
import { findHandlers } from './find.js';
import { instancesIn } from './instances.js';
import { Invoker } from './invoke.js';
import { register } from './register.js';

/**
 * Registers the app's handlers with the hooks of one module, and with its tracker.
 *
 * @throws {SimotelError} `OPTION_INVALID` for modules that cannot be told apart, for handlers that would never be called, and
 * for what wants calls where none are tracked.
 */
export function connect(own: SimotelInstance, modules: ModulesContainer, moduleRef: ModuleRef): void {
  const handlers = findHandlers(modules);
  const instances = instancesIn(modules);
  assertReachable(handlers, instances, modules);
  assertTracked(handlers, instances, modules);
  const invoker = new Invoker(moduleRef);
  for (const handler of handlers) register(handler, own, invoker);
}
