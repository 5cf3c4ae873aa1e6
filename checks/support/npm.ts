import { join } from 'node:path';
import { isObject } from './json.js';
import { run } from './run.js';
import type { PublicPackage } from './workspaces.js';

/** What `npm run` tells its children about this repository would mislead an npm that works elsewhere. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([key]) => !/^npm_/i.test(key) || /^npm_config_(?:registry|cache|userconfig|cafile)$/i.test(key),
  ),
);

function npm(args: readonly string[], cwd: string): Promise<string> {
  return run('npm', args, { cwd, env, shell: process.platform === 'win32' });
}

/** A public package as it would be published. */
export interface PackedPackage {
  name: string;
  tarball: string;
  /** The paths inside the tarball. */
  files: string[];
}

/** Packs packages into a folder, all at once, since npm takes longer to start than to pack. */
export async function packAll(
  packages: readonly PublicPackage[],
  destination: string,
): Promise<PackedPackage[]> {
  const dirs = packages.map(({ dir }) => dir);
  const report: unknown = JSON.parse(
    await npm(['pack', '--json', '--pack-destination', destination, ...dirs], destination),
  );
  const entries: unknown[] = Array.isArray(report) ? report : [];
  return packages.map((source) => readPacked(source, entries, destination));
}

function readPacked({ name }: PublicPackage, report: readonly unknown[], destination: string): PackedPackage {
  const entry = report.find((candidate) => isObject(candidate) && candidate['name'] === name);
  const { filename, files } = isObject(entry) ? entry : {};
  if (typeof filename !== 'string' || !Array.isArray(files))
    throw new Error(`npm pack says nothing of ${name}.`);
  const paths = files.map(pathOf);
  if (!paths.some((path) => path.startsWith('dist/'))) {
    throw new Error(`${name} is not built; "npm run build" does that.`);
  }
  return { name, tarball: join(destination, filename), files: paths };
}

function pathOf(file: unknown): string {
  const { path } = isObject(file) ? file : {};
  return String(path);
}

/** Installs packed packages into a project, with whatever they depend on. */
export async function install(packages: readonly PackedPackage[], project: string): Promise<void> {
  await npm(
    [
      'install',
      '--prefer-offline',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      ...packages.map((p) => p.tarball),
    ],
    project,
  );
}
