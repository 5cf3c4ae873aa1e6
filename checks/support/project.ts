import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { JsonObject } from './json.js';
import { install, type PackedPackage, packAll } from './npm.js';
import type { PublicPackage } from './workspaces.js';

/** An empty project outside the repository that installed the packed packages. Ready when the tests run. */
export class Project {
  packed: readonly PackedPackage[] = [];
  dir = '';

  path(...segments: string[]): string {
    return join(this.dir, ...segments);
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(this.path(name)), { recursive: true });
      await writeFile(this.path(name), content);
    }
  }
}

/** Sets a project with these packages up before the tests of the surrounding block, and removes it after them. */
export function useProject(manifest: JsonObject, packages: readonly PublicPackage[]): Project {
  const project = new Project();
  beforeAll(async () => {
    project.dir = await mkdtemp(join(tmpdir(), 'simotel-hooks-'));
    await project.write({ 'package.json': JSON.stringify({ private: true, ...manifest }) });
    project.packed = await packAll(packages, project.dir);
    await install(project.packed, project.dir);
  });
  afterAll(async () => {
    if (project.dir !== '') await rm(project.dir, { recursive: true, force: true });
  });
  return project;
}
