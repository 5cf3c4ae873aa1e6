import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JsonObject, readObject } from './json.js';

/** The repository, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');

/** A package that is published. */
export interface PublicPackage {
  name: string;
  dir: string;
  manifest: JsonObject;
}

/** Every package under `packages` that is not private. */
export function publicPackages(): PublicPackage[] {
  return readdirSync(join(root, 'packages'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readPackage(join(root, 'packages', entry.name)))
    .filter(({ manifest: { private: hidden } }) => hidden !== true);
}

function publicPackage(name: string): PublicPackage {
  const found = publicPackages().find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no public package ${name}.`);
  return found;
}

function readPackage(dir: string): PublicPackage {
  const manifest = readObject(join(dir, 'package.json'));
  const { name } = manifest;
  return { name: String(name), dir, manifest };
}

/** The package everything else builds on. */
export const core = publicPackage('@simotel-hooks/core');

const { resolve } = createRequire(import.meta.url);

/** Where a dependency of this repository is installed. */
export function installedAt(dependency: string): string {
  return dirname(resolve(`${dependency}/package.json`));
}
