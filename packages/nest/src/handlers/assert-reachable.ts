import type { ModulesContainer } from '@nestjs/core';
import { SimotelError } from '@simotel-hooks/core';
import type { SimotelInstance } from '../tokens.js';
import { findEnhancersOnly, type Handler } from './find.js';
import { listOf } from './instances.js';

/** @throws {SimotelError} `OPTION_INVALID` for handlers that would never be called. */
export function assertReachable(
  handlers: readonly Handler[],
  instances: readonly SimotelInstance[],
  modules: ModulesContainer,
): void {
  const names = new Set(instances.map(({ name }) => name));
  for (const { className, method, subscriptions } of handlers) {
    const unknown = subscriptions.find(({ hooks }) => hooks !== undefined && !names.has(hooks));
    if (!unknown) continue;
    throw invalid(
      `${className}.${String(method)} listens to the hooks "${unknown.hooks}", but no SimotelModule has that name; ` +
        `there are ${listOf(instances)}.`,
    );
  }
  const [stray] = findEnhancersOnly(modules, handlers);
  if (stray === undefined) return;
  throw invalid(
    `${stray} handles events of Simotel, but Nest knows it only as a guard, interceptor, filter or pipe of a ` +
      'controller and would never call it; add it to the providers of a module.',
  );
}

const invalid = (message: string) => new SimotelError('OPTION_INVALID', message);
