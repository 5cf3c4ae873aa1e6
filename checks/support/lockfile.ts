import { isObject, type JsonObject, keysOf } from './json.js';

/** The entries of a lockfile by their place, for example `node_modules/esbuild`. */
export type LockedPackages = Readonly<Record<string, JsonObject>>;

export function lockedPackages({ packages }: JsonObject): LockedPackages {
  const entries = Object.entries(isObject(packages) ? packages : {});
  return Object.fromEntries(entries.map(([place, entry]) => [place, isObject(entry) ? entry : {}]));
}

/**
 * Optional dependencies the lockfile has no entry for. Those are binaries of other platforms, and
 * `npm ci` fails or installs none there.
 */
export function missingOptionals(packages: LockedPackages): string[] {
  return Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
    keysOf(optionalDependencies)
      .filter((name) => !isLocked(packages, place, name))
      .map((name) => `${name}, which ${place || 'the root'} may need`),
  );
}

/** Looks where Node would: in `node_modules` of the place itself, then of each folder above it. */
function isLocked(packages: LockedPackages, place: string, name: string): boolean {
  const folders = place === '' ? [] : place.split('/');
  for (let depth = folders.length; depth >= 0; depth--) {
    if ([...folders.slice(0, depth), 'node_modules', name].join('/') in packages) return true;
  }
  return false;
}

/** The addresses of registries that packages are pinned to; links to workspaces are none. */
export function pinnedAddresses(packages: LockedPackages): string[] {
  return Object.entries(packages).flatMap(([place, { resolved, link }]) =>
    resolved === undefined || link === true ? [] : `${place}: ${String(resolved)}`,
  );
}
