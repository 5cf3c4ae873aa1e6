import { expect, it, onTestFinished } from 'vitest';
import { run, start } from '../support/program.js';
import { CDR, DAMAGED, idsOf, kill, lettersOf, sqliteQueue } from './support.js';

it('prints what each is, and why it is there, the first to fail first', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, DAMAGED);
  const [first, second] = await idsOf(queue);
  const { exitCode, out } = await run('dead', 'list', '--queue', file);
  expect(exitCode).toBe(0);
  const lines = out.split('\n');
  expect(lines).toHaveLength(5);
  const when = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
  expect(lines[0]).toMatch(new RegExp(`^${first}  ${when}  Cdr +1610778618\\.378 +pbx-1$`));
  expect(lines[1]).toMatch(/^ {6}✗ HANDLER_FAILED after 1 try: The CRM is away\. \\u001b\[2JTry later\.$/);
  expect(lines[2]).toMatch(new RegExp(`^${second}  ${when}  Cdr +– +pbx-1$`));
  expect(lines[3]).toMatch(/^ {6}✗ BODY_MALFORMED after 1 try: /);
  expect(lines[4]).toBe('2 dead letters.');
});

it('cuts reasons to the width of the terminal', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, DAMAGED);
  const { columns } = process.stdout;
  process.stdout.columns = 60;
  onTestFinished(() => {
    process.stdout.columns = columns;
  });
  const { out } = await run('dead', 'list', '--queue', file);
  const reason = out.split('\n')[1] ?? '';
  expect(reason).toHaveLength(60);
  expect(reason).toMatch(/…$/);
});

it('prints JSON lines into a pipe, and with --json', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, DAMAGED);
  const [first, second] = await lettersOf(queue);
  for (const { args, isTerminal } of [
    { args: [], isTerminal: false },
    { args: ['--json'], isTerminal: true },
  ]) {
    const { out, aside, ended } = start(['dead', 'list', '--queue', file, ...args], { isTerminal });
    expect(await ended).toBe(0);
    expect(aside).toEqual([]);
    expect(out.map((line): unknown => JSON.parse(line))).toEqual([
      { ...first, event: 'Cdr', callId: '1610778618.378', decodable: true },
      { ...second, event: 'Cdr', callId: null, decodable: false },
    ]);
  }
});

it('prints as many as it may, and says how many there are', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, DAMAGED, CDR, DAMAGED, CDR);
  const [first, , third] = await idsOf(queue);
  const limited = await run('dead', 'list', '--queue', file, '--limit', '2');
  expect(limited.out).toMatch(/\n5 dead letters, 3 of them not listed: --limit 5 lists all\.$/);
  expect(limited.out.split('\n')).toHaveLength(5);

  const chosen = await run('dead', 'list', '--queue', file, '--code', 'HANDLER_FAILED', '--limit', '2');
  expect(chosen.out.match(/^[\da-f-]{36}/gm)).toEqual([first, third]);
  expect(chosen.out).toMatch(
    /\n3 dead letters with HANDLER_FAILED, 1 of them not listed: --limit 3 lists all\.$/,
  );

  const piped = start(['dead', 'list', '--queue', file, '--limit', '2'], { isTerminal: false });
  expect(await piped.ended).toBe(0);
  expect(piped.out).toHaveLength(2);
  expect(piped.aside).toEqual(['5 dead letters, 3 of them not listed: --limit 5 lists all.']);
});

it('says that there are none', async () => {
  const { file } = await sqliteQueue();
  expect(await run('dead', 'list', '--queue', file)).toEqual({
    exitCode: 0,
    out: 'No dead letters.',
    aside: '',
  });
});

it('stops when it is told to', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, CDR);
  const { out, ended } = start(['dead', 'list', '--json', '--queue', file], { stopAfter: 1 });
  expect(await ended).toBe(130);
  expect(out).toHaveLength(1);
});

it.each([
  ['query', { query: null }],
  ['query that is a number', { query: 5 }],
  ['headers', { headers: null }],
  ['header that is no text', { headers: { host: 5 } }],
  ['method', { method: null }],
])('lists what has no %s, and goes on', async (_, changes) => {
  const { file, queue } = await sqliteQueue();
  const request = { method: 'POST', path: '/Cdr', headers: {}, body: '{"src":"1"}', ip: null, ...changes };
  const odd = { id: 'odd', receivedAt: new Date().toISOString(), source: 17, request };
  await Reflect.apply(queue.add, queue, [odd, { callKey: null, dedupe: null }]);
  await kill(queue, CDR);
  const { exitCode, out } = await run('dead', 'list', '--queue', file);
  expect([exitCode, out]).toEqual([0, expect.stringMatching(/\n2 dead letters\.$/)]);
  expect(await run('dead', 'show', 'odd', '--queue', file)).toMatchObject({ exitCode: 0 });
});

it('lists what is no delivery, beside what is one', async () => {
  const { file, queue } = await sqliteQueue();
  const other = { id: 'other', note: 'from another program' };
  // Plain JavaScript can store anything.
  await Reflect.apply(queue.add, queue, [other, { callKey: null, dedupe: null }]);
  await kill(queue, CDR);
  const { exitCode, out } = await run('dead', 'list', '--queue', file);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^other +\S+ \S+ +– +– +–\n +✗ BODY_MALFORMED after 1 try: .*no delivery/);
  expect(out).toMatch(/\n2 dead letters\.$/);
  const shown = await run('dead', 'show', 'other', '--queue', file);
  expect(shown).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('What is stored is no delivery.'),
  });
});
