import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { allNodesRequired, nodes } from '../support/nodes.js';
import { useProject } from '../support/project.js';
import { run } from '../support/run.js';
import { core } from '../support/workspaces.js';
import { deliveries, expectedReports } from './deliveries.js';

const receiving = new URL('apps/receiving.cjs', import.meta.url);

const formats = [
  {
    format: 'ESM',
    project: useProject({ type: 'module' }, [core]),
    main: new URL('apps/main.mjs', import.meta.url),
    receive: new URL('apps/receive.mjs', import.meta.url),
  },
  {
    format: 'CJS',
    project: useProject({ type: 'commonjs' }, [core]),
    main: new URL('apps/main.cjs', import.meta.url),
    receive: new URL('apps/receive.cjs', import.meta.url),
  },
];

beforeAll(async () => {
  for (const { project, main, receive } of formats) {
    await project.write({
      'main.js': readFileSync(main, 'utf8'),
      'deliveries.json': JSON.stringify(deliveries),
      'receive.js': readFileSync(receive, 'utf8'),
      'receiving.cjs': readFileSync(receiving, 'utf8'),
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

  test.skipIf(skipped).each(formats)('$format project receives', async ({ project }) => {
    const output = await run(binary, ['receive.js'], { cwd: project.dir });
    const call = ['1610778618.378', '09331112233'];

    expect(JSON.parse(output)).toEqual({
      calls: [call, call],
      answers: { node: [200, 401, 404], fetch: [200, 401, 404], closed: 503 },
      ended: [[...call, 'cdr']],
    });
  });
});
