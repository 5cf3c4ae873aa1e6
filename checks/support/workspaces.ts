import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JsonObject, keysOf, readObject } from './json.js';

/** The repository, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');

/** A package of this repository. */
export interface Workspace {
  name: string;
  dir: string;
  manifest: JsonObject;
}

/** A package that is published. */
export type PublicPackage = Workspace;

/** Every package under `packages` that is not private. */
export function publicPackages(): PublicPackage[] {
  return workspacesIn('packages').filter(({ manifest: { private: hidden } }) => hidden !== true);
}

/** Every example that is built on the public packages and is started by its `start` script. */
export function examples(): Workspace[] {
  return workspacesIn('examples').filter(({ manifest: { scripts } }) => keysOf(scripts).includes('start'));
}

function workspacesIn(group: string): Workspace[] {
  return readdirSync(join(root, group), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readPackage(join(root, group, entry.name)));
}

function publicPackage(name: string): PublicPackage {
  const found = publicPackages().find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no public package ${name}.`);
  return found;
}

function readPackage(dir: string): Workspace {
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
