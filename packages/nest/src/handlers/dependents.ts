import type { ModulesContainer } from '@nestjs/core';
import type { Wrapper } from './find.js';

/** What something is injected into, by name: classes of any kind except middleware, and factories. */
export function findDependents(modules: ModulesContainer, token: symbol): string[] {
  return [...modules.values()]
    .flatMap(({ providers, controllers, injectables }) => [providers, controllers, injectables])
    .flatMap((collection) => [...collection.values()])
    .filter((wrapper) => dependenciesOf(wrapper).some((dependency) => dependency.token === token))
    .map(({ name }) => String(name));
}

/** Nest keeps none where it injected nothing. */
const dependenciesOf = (wrapper: Wrapper): Wrapper[] => [
  ...Object.values(wrapper.getCtorMetadata() ?? []),
  ...(wrapper.getPropertiesMetadata() ?? []).map((property) => property.wrapper),
];
