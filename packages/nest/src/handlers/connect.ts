import type { ModuleRef, ModulesContainer } from '@nestjs/core';
import { SimotelError, type SimotelEventName } from '@simotel-hooks/core';
import { INSTANCE, type SimotelInstance } from '../tokens.js';
import { findEnhancersOnly, findHandlers, type Handler } from './find.js';
import { type Call, Invoker } from './invoke.js';

/**
 * Registers the app's handlers with the hooks of one module.
 *
 * @throws {SimotelError} `OPTION_INVALID` for modules that cannot be told apart and for handlers that would never be called.
 */
export function connect(
  { name, hooks }: SimotelInstance,
  modules: ModulesContainer,
  moduleRef: ModuleRef,
): void {
  const handlers = findHandlers(modules);
  assertReachable(handlers, namesIn(modules), findEnhancersOnly(modules, handlers));
  const invoker = new Invoker(moduleRef);
  for (const handler of handlers) {
    const wanted = handler.subscriptions.filter((each) => each.hooks === undefined || each.hooks === name);
    if (wanted.length > 0)
      register(
        hooks,
        wanted.map(({ to }) => to),
        invoker.callOf(handler),
      );
  }
}

/** A method hears of an event once, however many of its decorators name it. */
function register(
  hooks: SimotelInstance['hooks'],
  wanted: readonly Handler['subscriptions'][number]['to'][],
  call: Call,
): void {
  if (wanted.includes('errors')) hooks.onError(call);
  if (wanted.includes('any')) {
    hooks.onAny(call);
    return;
  }
  const names = new Set<SimotelEventName>(wanted.flatMap((to) => (typeof to === 'string' ? [] : to)));
  if (names.size > 0) hooks.on([...names], call);
  if (wanted.includes('unknown')) hooks.onUnknown(call);
}

function namesIn(modules: ModulesContainer): string[] {
  const names: string[] = [];
  for (const { providers } of modules.values()) {
    const instance = providers.get(INSTANCE)?.instance;
    if (!isInstance(instance)) continue;
    if (names.includes(instance.name)) {
      const advice = 'give each forRoot call a "name" of its own';
      throw invalid(`Two SimotelModules are called "${instance.name}"; ${advice}.`);
    }
    names.push(instance.name);
  }
  return names;
}

const isInstance = (instance: unknown): instance is SimotelInstance =>
  typeof instance === 'object' &&
  instance !== null &&
  'name' in instance &&
  typeof instance.name === 'string';

function assertReachable(
  handlers: readonly Handler[],
  names: readonly string[],
  enhancers: readonly string[],
) {
  for (const { className, method, subscriptions } of handlers) {
    const unknown = subscriptions.find(({ hooks }) => hooks !== undefined && !names.includes(hooks));
    if (!unknown) continue;
    const known = names.map((name) => `"${name}"`).join(', ');
    throw invalid(
      `${className}.${String(method)} listens to the hooks "${unknown.hooks}", but no SimotelModule has that name; ` +
        `there are ${known}.`,
    );
  }
  const [stray] = enhancers;
  if (stray === undefined) return;
  throw invalid(
    `${stray} handles events of Simotel, but Nest knows it only as a guard, interceptor, filter or pipe of a ` +
      'controller and would never call it; add it to the providers of a module.',
  );
}

const invalid = (message: string) => new SimotelError('OPTION_INVALID', message);
