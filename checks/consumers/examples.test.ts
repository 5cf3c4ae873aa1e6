import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { dependenciesOf } from '../support/dependencies.js';
import { copyExample, RunningExample } from '../support/examples.js';
import { useProject } from '../support/project.js';
import { run } from '../support/run.js';
import { examples, publicPackages } from '../support/workspaces.js';

const cdr = { event_name: 'Cdr', src: '09331112233', dst: '992', billsec: '9', unique_id: '1610778618.378' };
const cdrLine = 'call 1610778618.378: 09331112233 and 992 talked for 9 seconds';
const calls = [{ id: '1610778618.378', from: '09331112233', to: '992', seconds: 9 }];

/** What the examples' own routes show in the end, and how their 404 looks. */
const routes: Readonly<Record<string, { notFound: RegExp; lists: Record<string, unknown> }>> = {
  'core-only': { notFound: /"NOT_FOUND"/, lists: {} },
  express: {
    notFound: /Cannot GET/,
    lists: { '/calls': calls, '/failures': [{ code: 'EVENT_INVALID', fields: { event_name: 'Cdr' } }] },
  },
  fastify: { notFound: /"Route GET:\/other\/ping not found"/, lists: { '/calls': calls } },
  hono: { notFound: /404 Not Found/, lists: { '/calls': calls } },
  nest: { notFound: /"Cannot GET \/other\/ping"/, lists: { '/calls': calls } },
};

const all = examples().map((example) => ({ name: basename(example.dir), example }));
/** They run to their end. */
const PROGRAMS = ['call-log', 'scale-out'];
const servers = all.filter(({ name }) => !PROGRAMS.includes(name));
const project = useProject({ dependencies: dependenciesOf(examples()) }, publicPackages());

test('every example is run', () => {
  expect(all.map(({ name }) => name).sort()).toEqual([...PROGRAMS, ...Object.keys(routes)].sort());
});

async function runExample(named: string, env: NodeJS.ProcessEnv): Promise<string> {
  const example = all.find(({ name }) => name === named)?.example;
  if (!example) throw new Error(`There is no example ${named}.`);
  const cwd = await copyExample(example, project);
  return run(process.execPath, ['dist/main.js'], { cwd, env: { ...process.env, ...env } });
}

test('call-log', async () => {
  const output = await runExample('call-log', { CALLS: '300' });
  const [missed = '', answered = ''] = output.split('Who answered:');

  expect(missed).toContain('Missed calls, the last ten:');
  expect(missed.match(/'(?:missed|busy)'/g)).toHaveLength(10);
  expect(answered.match(/'10\d'|'110'/g)).toHaveLength(10);
});

test('scale-out', async ({ skip }) => {
  const isInstalled = spawnSync('redis-server', ['--version']).status === 0;
  if (!isInstalled && process.env['CI_REDIS'] !== 'required') skip('redis-server is not installed.');
  const output = await runExample('scale-out', { CALLS: '60' });
  const [, sent] = /sent (\d+) deliveries of 60 calls to 2 receivers/.exec(output) ?? [];
  const handled = [...output.matchAll(/worker \d handled (\d+) deliveries/g)].map(([, count]) =>
    Number(count),
  );

  expect(output).toContain(`{ '202': ${sent} }`);
  expect(output).toContain('0 wait or are being handled, 0 are dead');
  expect(handled).toHaveLength(3);
  expect(handled.reduce((sum, count) => sum + count, 0)).toBe(Number(sent));
});

test('scale-out says what is missing', async () => {
  const failed = runExample('scale-out', { PATH: '/nonexistent', REDIS_URL: '' });

  await expect(failed).rejects.toThrow(/redis-server is missing\. Install it/);
});

describe.each(servers)('$name', ({ name, example }) => {
  let running: RunningExample;
  beforeAll(async () => {
    running = await RunningExample.start(example, project);
    return () => running.program.stop();
  });

  test('prints what arrives, as its README says', async () => {
    expect(await running.post(cdr)).toBe(200);
    await running.program.printed(new RegExp(cdrLine));
    expect(readFileSync(join(example.dir, 'README.md'), 'utf8')).toContain(cdrLine);

    expect(await running.get('NewState', { exten: '991', state: 'Ringing' })).toBe(200);
    await running.program.printed(/extension 991 is Ringing/);
  });

  test('refuses who does not know the password, and what is no event', async () => {
    expect(await running.post(cdr, { password: 'wrong' })).toBe(401);
    expect(await running.post({ event_name: 'Cdr' })).toBe(422);
    expect(await running.read('/simotel/NewState?exten=991&state=Idle')).toMatchObject({ status: 401 });
    expect(running.program.output).not.toContain('extension 991 is Idle');
  });

  test('leaves other paths to the app', async () => {
    const { notFound, lists } = routes[name] ?? { notFound: /^$/, lists: {} };
    const answer = await running.read('/other/ping');

    expect(answer).toEqual({ status: 404, text: expect.stringMatching(notFound) });
    for (const [path, expected] of Object.entries(lists)) {
      const { status, text } = await running.read(path);
      expect({ status, body: JSON.parse(text) }).toEqual({ status: 200, body: expected });
    }
  });

  test('ends in order', async () => {
    expect(await running.program.stop()).toBe(0);
  });
});
