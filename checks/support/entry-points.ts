import { basename, join } from 'node:path';
import { isObject } from './json.js';
import { type PublicPackage, publicPackages } from './workspaces.js';

/** One way into a package, such as `.` or `./testing`, and the files behind it. */
export interface EntryPoint {
  /** How it is imported, for example `@simotel-hooks/core`. */
  specifier: string;
  /** For example `core` or `core-testing`; good for a file name. */
  label: string;
  import: BuiltFiles;
  require: BuiltFiles;
}

/** The two files of one module format. */
export interface BuiltFiles {
  code: string;
  types: string;
}

/** Every entry point of every public package. */
export function entryPoints(): EntryPoint[] {
  return publicPackages().flatMap(entryPointsOf);
}

function entryPointsOf({ name, dir, manifest }: PublicPackage): EntryPoint[] {
  const { exports } = manifest;
  return Object.entries(isObject(exports) ? exports : {}).flatMap(([subpath, target]) => {
    if (!isObject(target)) return [];
    const { import: esm, require: cjs } = target;
    const suffix = subpath.slice(1);
    return {
      specifier: name + suffix,
      label: basename(dir) + suffix.replaceAll('/', '-'),
      import: builtFiles(esm, dir),
      require: builtFiles(cjs, dir),
    };
  });
}

function builtFiles(condition: unknown, dir: string): BuiltFiles {
  const { default: code, types } = isObject(condition) ? condition : {};
  if (typeof code !== 'string' || typeof types !== 'string') {
    throw new Error(`${dir}: every export needs "types" and "default" under "import" and "require".`);
  }
  return { code: join(dir, code), types: join(dir, types) };
}
