import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { locate } from '../../src/dead/locate.js';
import { folder, run } from '../support/program.js';
import { freePort } from '../support/recording-server.js';
import { CDR, idsOf, kill, sqliteQueue } from './support.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

it('makes no file, and takes no other', async () => {
  const dir = await folder();
  const missing = join(dir, 'missing.db');
  expect(await run('dead', 'list', '--queue', missing)).toMatchObject({
    exitCode: 1,
    aside: `There is no ${missing}. Check the path.`,
  });
  expect(existsSync(missing)).toBe(false);
  await writeFile(join(dir, 'empty'), '');
  await writeFile(join(dir, 'text'), 'no database'.repeat(1_000));
  for (const [name, message] of [
    ['', /is a folder/],
    ['empty', /is empty: no queue/],
    ['text', /is not a SQLite database/],
  ] as const) {
    const { exitCode, aside } = await run('dead', 'list', '--queue', join(dir, name));
    expect(aside).toMatch(message);
    expect(exitCode).toBe(1);
  }
});

it('takes the queue from the environment', async () => {
  const { file } = await sqliteQueue();
  expect(await run('dead', 'list')).toMatchObject({
    exitCode: 2,
    aside: expect.stringMatching(/--queue, or set SIMOTEL_QUEUE/),
  });
  process.env['SIMOTEL_QUEUE'] = file;
  onTestFinished(() => void delete process.env['SIMOTEL_QUEUE']);
  expect((await run('dead', 'list')).out).toBe('No dead letters.');
});

it.each([
  [['http://user:hush@host/x'], /^http:\/\/ is no queue/],
  [['redis://:hu/hush@host'], /cannot be read.*%2F/],
  [['redis://user:6379/hush@host'], /cannot be read/],
  [['redis://:hush@host:port'], /cannot be read/],
  [['x.db', '--queue-name', 'calls'], /--queue-name and --prefix are for Redis/],
  [['x.db', '--limit', '0'], /--limit takes a whole number above 0/],
  [['redis://:hush@host', '--queue-name', 'a:b'], /name must be .* no colon/],
])('refuses %j, and shows no password', async (args, message) => {
  const { exitCode, aside } = await run('dead', 'list', '--queue', ...args);
  expect(aside).toMatch(message);
  expect(aside).not.toContain('hush');
  expect(exitCode).toBe(2);
});

it('gives up soon where there is no Redis, or none that answers', async () => {
  const silent = createServer();
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const ports = [await freePort(), typeof address === 'object' ? address?.port : undefined];
  for (const port of ports) {
    const url = `redis://user:hush@127.0.0.1:${port}/1?family=4`;
    const { exitCode, out, aside } = await run('dead', 'replay', 'a', '--queue', url);
    expect(out).toBe('0 put back to be handled.');
    expect(aside).toMatch(`The queue in redis://127.0.0.1:${port}/1 does not answer: `);
    expect(aside).not.toContain('hush');
    expect(exitCode).toBe(1);
  }
});

it('is driven by the built program', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR);
  const [id = ''] = await idsOf(queue);
  const main = (...args: string[]) =>
    spawnSync(process.execPath, [MAIN, 'dead', ...args], {
      encoding: 'utf8',
      env: { ...process.env, SIMOTEL_QUEUE: file },
    });
  const listed = main('list');
  expect(listed).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(listed.stdout)).toMatchObject({ id, event: 'Cdr', callId: '1610778618.378' });
  expect(main('replay', id)).toMatchObject({ status: 0, stdout: '1 put back to be handled.\n' });
  expect(main('show', id)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(id) });
});

it('says what to install where the package of the queue is missing', async () => {
  const from = [join(await folder(), 'package.json')];
  expect(() => locate('@simotel-hooks/sqlite', from)).toThrow(/npm i @simotel-hooks\/sqlite$/);
  expect(() => locate('@simotel-hooks/bullmq', from)).toThrow(/npm i @simotel-hooks\/bullmq bullmq ioredis$/);
});

describe('the package of the project one is in', () => {
  /** Lists a queue, in a project where its package is `code`. */
  async function listIn(code: string) {
    const { file } = await sqliteQueue();
    const project = await folder();
    const dir = join(project, 'node_modules/@simotel-hooks/sqlite');
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'index.js'), code);
    const options = { cwd: project, encoding: 'utf8' } as const;
    return spawnSync(process.execPath, [MAIN, 'dead', 'list', '--queue', file], options);
  }

  it('is taken before that of the program', async () => {
    const own = JSON.stringify(fileURLToPath(import.meta.resolve('@simotel-hooks/sqlite')));
    const code = `console.error('of the project'); exports.createSqliteQueue = require(${own}).createSqliteQueue;`;
    expect(await listIn(code)).toMatchObject({ status: 0, stdout: '', stderr: 'of the project\n' });
  });

  it('may lack what it needs', async () => {
    const { status, stderr } = await listIn("require('not-installed');");
    expect(stderr).toMatch(
      /^@simotel-hooks\/sqlite cannot be loaded: Cannot find module 'not-installed'\. .*npm i/,
    );
    expect(status).toBe(1);
  });
});
