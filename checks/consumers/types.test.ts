import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useProject } from '../support/project.js';
import { run } from '../support/run.js';
import { core, installedAt } from '../support/workspaces.js';

const compilers = ['typescript-5-9', 'typescript', 'typescript-7'];

const formats = [
  { type: 'module', moduleResolution: 'node16', module: 'node16' },
  { type: 'commonjs', moduleResolution: 'node16', module: 'node16' },
  { type: 'module', moduleResolution: 'nodenext', module: 'nodenext' },
  { type: 'commonjs', moduleResolution: 'nodenext', module: 'nodenext' },
  { type: 'module', moduleResolution: 'bundler', module: 'esnext' },
  { type: 'module', moduleResolution: 'bundler', module: 'preserve' },
];

const exhaustive = new URL('apps/exhaustive.ts', import.meta.url);
const web = new URL('apps/web.ts', import.meta.url);
const libraries = [
  { library: 'no library but ES2022', options: { lib: ['ES2022'], types: [] }, apps: [exhaustive] },
  { library: 'the default libraries', options: {}, apps: [exhaustive, web] },
];

const cases = libraries.flatMap((library) => formats.map((format) => ({ ...format, ...library })));

const project = useProject({}, [core]);

describe.each(compilers)('%s', (compiler) => {
  const tsc = join(installedAt(compiler), 'bin/tsc');

  test.concurrent.each(cases)('$moduleResolution, $module, type $type, $library', async (setting) => {
    const dir = await writeCase(compiler, setting);

    expect(await run(process.execPath, [tsc, '-p', dir], { cwd: project.dir })).toBe('');
  });
});

/** Writes a small TypeScript project inside the one that has the packages. */
async function writeCase(compiler: string, setting: (typeof cases)[number]): Promise<string> {
  const { type, moduleResolution, module, library, options, apps } = setting;
  const dir = join(compiler, moduleResolution, module, type, library);
  const strictness = { strict: true, skipLibCheck: false, noEmit: true };
  const compilerOptions = { target: 'es2022', module, moduleResolution, ...strictness, ...options };
  const sources = apps.map((app) => [basename(app.pathname), readFileSync(app, 'utf8')] as const);
  await project.write({
    [join(dir, 'package.json')]: JSON.stringify({ type }),
    [join(dir, 'tsconfig.json')]: JSON.stringify({ compilerOptions, files: sources.map(([name]) => name) }),
    ...Object.fromEntries(sources.map(([name, source]) => [join(dir, name), source])),
  });
  return dir;
}
