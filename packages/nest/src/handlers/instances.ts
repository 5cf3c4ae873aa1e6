import type { ModulesContainer } from '@nestjs/core';
import { SimotelError } from '@simotel-hooks/core';
import { INSTANCE, type SimotelInstance } from '../tokens.js';

/**
 * Every `SimotelModule` of an app.
 *
 * @throws {SimotelError} `OPTION_INVALID` where two have the same name.
 */
export function instancesIn(modules: ModulesContainer): SimotelInstance[] {
  const found = new Map<string, SimotelInstance>();
  for (const { providers } of modules.values()) {
    const instance = providers.get(INSTANCE)?.instance;
    if (!isInstance(instance)) continue;
    if (found.has(instance.name)) {
      const advice = 'give each forRoot call a "name" of its own';
      throw new SimotelError(
        'OPTION_INVALID',
        `Two SimotelModules are called "${instance.name}"; ${advice}.`,
      );
    }
    found.set(instance.name, instance);
  }
  return [...found.values()];
}

export const listOf = (instances: readonly SimotelInstance[]) =>
  instances.map(({ name }) => `"${name}"`).join(', ');

const isInstance = (instance: unknown): instance is SimotelInstance =>
  typeof instance === 'object' &&
  instance !== null &&
  'name' in instance &&
  typeof instance.name === 'string';
