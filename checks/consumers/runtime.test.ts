import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { allNodesRequired, nodes } from '../support/nodes.js';
import { useProject } from '../support/project.js';
import { run } from '../support/run.js';
import { core } from '../support/workspaces.js';
import { deliveries, expectedReports } from './deliveries.js';

const formats = [
  {
    format: 'ESM',
    project: useProject({ type: 'module' }, [core]),
    app: new URL('apps/main.mjs', import.meta.url),
  },
  {
    format: 'CJS',
    project: useProject({ type: 'commonjs' }, [core]),
    app: new URL('apps/main.cjs', import.meta.url),
  },
];

beforeAll(async () => {
  for (const { project, app } of formats) {
    await project.write({
      'main.js': readFileSync(app, 'utf8'),
      'deliveries.json': JSON.stringify(deliveries),
    });
  }
});

describe.each(nodes)('$name', ({ binary, version, unavailable }) => {
  const skipped = unavailable !== undefined && !allNodesRequired;
  if (skipped) console.info(`Skipped: ${unavailable}.`);

  test.skipIf(skipped)('is what it says', async () => {
    expect(unavailable, unavailable).toBeUndefined();
    expect(await run(binary, ['--version'], { cwd: '.' })).toContain(version);
  });

  test.skipIf(skipped).each(formats)('$format project decodes', async ({ project }) => {
    const output = await run(binary, ['main.js'], { cwd: project.dir });

    expect(JSON.parse(output)).toEqual(expectedReports);
  });
});
