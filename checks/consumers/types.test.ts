import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { peersOf, versionsInstalled } from '../support/dependencies.js';
import { type Project, useProject } from '../support/project.js';
import { run } from '../support/run.js';
import { core, installedAt, publicPackages } from '../support/workspaces.js';

const compilers = ['typescript-5-9', 'typescript', 'typescript-7'];

const formats = [
  { type: 'module', moduleResolution: 'node16', module: 'node16' },
  { type: 'commonjs', moduleResolution: 'node16', module: 'node16' },
  { type: 'module', moduleResolution: 'nodenext', module: 'nodenext' },
  { type: 'commonjs', moduleResolution: 'nodenext', module: 'nodenext' },
  { type: 'module', moduleResolution: 'bundler', module: 'esnext' },
  { type: 'module', moduleResolution: 'bundler', module: 'preserve' },
];

/** What a program is made of, and the libraries it has. */
interface Program {
  library: string;
  options: Readonly<Record<string, unknown>>;
  apps: readonly URL[];
}

type Setting = (typeof formats)[number] & Program;

describe('core alone', () => {
  const exhaustive = new URL('apps/exhaustive.ts', import.meta.url);
  const web = new URL('apps/web.ts', import.meta.url);
  const programs: Program[] = [
    { library: 'no library but ES2022', options: { lib: ['ES2022'], types: [] }, apps: [exhaustive] },
    { library: 'the default libraries', options: {}, apps: [exhaustive, web] },
  ];
  const project = useProject({}, [core]);
  compilesIn(
    project,
    programs.flatMap((program) => formats.map((format) => ({ ...format, ...program }))),
  );
});

describe('all packages with their peers', () => {
  const packages = publicPackages();
  const types = versionsInstalled(['@types/express', '@types/node']);
  const project = useProject({ dependencies: { ...peersOf(packages), ...types } }, packages);
  const library = 'the library of Node';
  const options = { lib: ['ES2023'], types: ['node'], experimentalDecorators: true };
  const nest = new URL('apps/nest.ts', import.meta.url);
  const apps = [
    new URL('apps/mounted.ts', import.meta.url),
    new URL('apps/express.ts', import.meta.url),
    new URL('apps/fastify.ts', import.meta.url),
    new URL('apps/testing.ts', import.meta.url),
    nest,
  ];
  // Node16 finds the same files as NodeNext, and "preserve" the same as "esnext".
  const different = formats.filter(({ module }) => module === 'nodenext' || module === 'esnext');
  compilesIn(
    project,
    different.map((format) => ({ ...format, library, options, apps })),
  );

  // How apps of older Nest starters compile. It knows no "exports", hence no '/node'; later compilers do without it.
  const node10 = { type: 'commonjs', moduleResolution: 'node10', module: 'commonjs' };
  compilesIn(project, [{ ...node10, library, options, apps: [nest] }], ['typescript-5-9']);
});

/** Compiles programs in a project, with every compiler or some. */
function compilesIn(project: Project, settings: readonly Setting[], by = compilers): void {
  describe.each(by)('%s', (compiler) => {
    const tsc = join(installedAt(compiler), 'bin/tsc');

    test.concurrent.each(settings)('$moduleResolution, $module, type $type, $library', async (setting) => {
      const dir = await writeProgram(project, compiler, setting);

      expect(await run(process.execPath, [tsc, '-p', dir], { cwd: project.dir })).toBe('');
    });
  });
}

/** Writes a small TypeScript project inside the one that has the packages. */
async function writeProgram(project: Project, compiler: string, setting: Setting): Promise<string> {
  const { type, moduleResolution, module, library, options, apps } = setting;
  const dir = join(compiler, moduleResolution, module, type, library);
  // The declarations of packages are checked, those of the compiler itself are not: they take most of the time.
  const strictness = { strict: true, skipLibCheck: false, skipDefaultLibCheck: true, noEmit: true };
  const compilerOptions = { target: 'es2022', module, moduleResolution, ...strictness, ...options };
  const sources = apps.map((app) => [basename(app.pathname), readFileSync(app, 'utf8')] as const);
  await project.write({
    [join(dir, 'package.json')]: JSON.stringify({ type }),
    [join(dir, 'tsconfig.json')]: JSON.stringify({ compilerOptions, files: sources.map(([name]) => name) }),
    ...Object.fromEntries(sources.map(([name, source]) => [join(dir, name), source])),
  });
  return dir;
}
