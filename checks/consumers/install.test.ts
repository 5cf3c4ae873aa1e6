import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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

describe('all public packages together', () => {
  const packages = publicPackages();
  const project = useProject({}, packages);

  test.each(packages)('$name publishes what was built, and no sources', ({ name }) => {
    const packed = project.packed.find((candidate) => candidate.name === name);
    const expected = /^(?:dist\/.+|package\.json|[A-Z-]+\.md|LICENSE)$/;

    expect(packed?.files.filter((path) => !expected.test(path))).toEqual([]);
  });

  test.each(packages)('$name loads by import and by require', async ({ name }) => {
    const load = `import('${name}').then((m) => console.log(Object.keys(m).length, Object.keys(require('${name}')).length))`;

    expect(await run(process.execPath, ['-e', load], { cwd: project.dir })).toMatch(/^[1-9]\d* [1-9]\d*\n$/);
  });
});
