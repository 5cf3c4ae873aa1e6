import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { useProject } from '../support/project.js';
import { run } from '../support/run.js';
import { core } from '../support/workspaces.js';

const project = useProject({ type: 'module' }, [core]);

beforeAll(async () => {
  await project.write({
    'main.js': readFileSync(new URL('apps/two-copies.mjs', import.meta.url), 'utf8'),
  });
});

test('the ESM and the CJS copy in one program recognise the errors and events of each other', async () => {
  const output = await run(process.execPath, ['main.js'], { cwd: project.dir });

  expect(JSON.parse(output)).toEqual({
    twoCopies: true,
    esmKnowsErrorsOfCjs: true,
    cjsKnowsErrorsOfEsm: true,
    otherErrors: [false, false],
    sameEventId: true,
  });
});
