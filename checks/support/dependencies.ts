import { join } from 'node:path';
import { isObject, readObject } from './json.js';
import { installedAt, type Workspace } from './workspaces.js';

/** Versions by name, as in a manifest. */
export type Versions = Readonly<Record<string, string>>;

/** What workspaces depend on. */
export function dependenciesOf(workspaces: readonly Workspace[]): Versions {
  return byOthers(workspaces.flatMap(({ manifest }) => entriesOf(manifest['dependencies'])));
}

/** What users install beside packages, in the versions these are developed with. */
export function peersOf(packages: readonly Workspace[]): Versions {
  return byOthers(
    packages.flatMap(({ manifest: { peerDependencies, devDependencies } }) => {
      const peers = new Set(entriesOf(peerDependencies).map(([name]) => name));
      return entriesOf(devDependencies).filter(([name]) => peers.has(name));
    }),
  );
}

/** Packages in the versions this repository has. */
export function versionsInstalled(names: readonly string[]): Versions {
  return Object.fromEntries(names.map((name) => [name, versionOf(installedAt(name))]));
}

/** The packages of this repository are installed as packed. */
function byOthers(entries: readonly [string, string][]): Versions {
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('@simotel-hooks/')));
}

function versionOf(dir: string): string {
  return String(readObject(join(dir, 'package.json'))['version']);
}

function entriesOf(versions: unknown): [string, string][] {
  return Object.entries(isObject(versions) ? versions : {}).map(([name, version]) => [name, String(version)]);
}
