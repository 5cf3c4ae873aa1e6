import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { peersOf } from '../support/dependencies.js';
import { entryPoints } from '../support/entry-points.js';
import { usableNodes } from '../support/nodes.js';
import { useProject } from '../support/project.js';
import { run } from '../support/run.js';
import { core, publicPackages } from '../support/workspaces.js';

describe('core alone', () => {
  const project = useProject({}, [core]);

  test('installs nothing else', () => {
    const installed = readdirSync(project.path('node_modules')).filter((name) => !name.startsWith('.'));

    expect(installed).toEqual(['@simotel-hooks']);
    expect(readdirSync(project.path('node_modules/@simotel-hooks'))).toEqual(['core']);
  });
});

describe('all public packages together, with their peers', () => {
  const packages = publicPackages();
  const project = useProject({ dependencies: peersOf(packages) }, packages);

  test.each(packages)('$name publishes what was built, and no sources', ({ name }) => {
    const packed = project.packed.find((candidate) => candidate.name === name);
    const expected = /^(?:dist\/.+|package\.json|[A-Z-]+\.md|LICENSE)$/;

    expect(packed?.files.filter((path) => !expected.test(path))).toEqual([]);
  });

  test('share one copy of core', () => {
    const copies = packages.filter(({ name }) =>
      existsSync(project.path('node_modules', name, 'node_modules/@simotel-hooks/core')),
    );

    expect(copies).toEqual([]);
  });

  describe.each(usableNodes)('$name', ({ binary }) => {
    test.each(entryPoints())('loads $specifier by import and by require', async ({ specifier }) => {
      const load = `import('${specifier}').then((m) => console.log(Object.keys(m).length, Object.keys(require('${specifier}')).length))`;

      expect(await run(binary, ['-e', load], { cwd: project.dir })).toMatch(/^[1-9]\d* [1-9]\d*\n$/);
    });
  });
});
