import { expect, it } from 'vitest';
import { run, start } from '../support/program.js';
import { CDR, DAMAGED, idsOf, kill, lettersOf, sqliteQueue } from './support.js';

it('replay puts back those it is given, reports what is not there, and does the rest', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, CDR, CDR);
  const [first = '', second = '', third = ''] = await idsOf(queue);
  expect(await run('dead', 'replay', first, 'nobody', second, first, '--queue', file)).toEqual({
    exitCode: 1,
    out: '2 put back to be handled.',
    aside: 'There is no dead letter nobody.',
  });
  expect(await idsOf(queue)).toEqual([third]);
  expect(await queue.counts()).toEqual({ waiting: 2, active: 0, dead: 1 });
});

it('replay takes all, or those that failed in one way', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, DAMAGED, CDR);
  const chosen = await run('dead', 'replay', '--all', '--code', 'HANDLER_FAILED', '--queue', file);
  expect(chosen).toEqual({ exitCode: 0, out: '2 put back to be handled.', aside: '' });
  const codes = (await lettersOf(queue)).map(({ failure }) => failure.code);
  expect(codes).toEqual(['BODY_MALFORMED']);
  expect((await run('dead', 'replay', '--all', '--queue', file)).out).toBe('1 put back to be handled.');
  const { exitCode, out } = await run('dead', 'replay', '--all', '--queue', file);
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: '0 put back to be handled.' });
});

it('replay takes each once, where what it puts back fails again at once', async () => {
  const { file, queue } = await sqliteQueue({ pollMs: 1 });
  await kill(queue, ...Array.from({ length: 60 }, () => CDR));
  const failure = { code: 'HANDLER_FAILED', message: 'Still away.' } as const;
  const worker = queue.work(async () => ({ status: 'dead', failure }), {
    concurrency: 10,
    onError: () => {},
  });
  expect((await run('dead', 'replay', '--all', '--queue', file)).out).toBe('60 put back to be handled.');
  await expect.poll(() => queue.counts()).toEqual({ waiting: 0, active: 0, dead: 60 });
  await worker.close();
});

it('drop forgets them for good', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, DAMAGED, CDR);
  const [first = '', , third = ''] = await idsOf(queue);
  expect(await run('dead', 'drop', first, 'nobody', '--queue', file)).toEqual({
    exitCode: 1,
    out: '1 dropped for good.',
    aside: 'There is no dead letter nobody.',
  });
  const all = ['dead', 'drop', '--all', '--queue', file];
  expect(await run(...all)).toMatchObject({ exitCode: 2, aside: expect.stringContaining('--yes') });
  expect((await run(...all, '--yes', '--code', 'BODY_MALFORMED')).out).toBe('1 dropped for good.');
  expect(await idsOf(queue)).toEqual([third]);
  expect((await run(...all, '--yes')).out).toBe('1 dropped for good.');
  expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
});

it('prints a JSON line for each', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, CDR);
  const [first = '', second = ''] = await idsOf(queue);
  const replayed = await run('dead', 'replay', first, 'nobody', '--json', '--queue', file);
  expect(replayed).toEqual({
    exitCode: 1,
    out: `{"id":"${first}","replayed":true}\n{"id":"nobody","replayed":false}`,
    aside: '',
  });
  const dropped = await run('dead', 'drop', '--all', '--yes', '--json', '--queue', file);
  expect(dropped.out).toBe(`{"id":"${second}","dropped":true}`);
});

it('stops between two when it is told to', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR, CDR, CDR);
  const ids = await idsOf(queue);
  const { out, ended } = start(['dead', 'replay', ...ids, '--json', '--queue', file], { stopAfter: 1 });
  expect(await ended).toBe(130);
  expect(out).toHaveLength(1);
  expect(await queue.counts()).toEqual({ waiting: 1, active: 0, dead: 2 });
});

it.each([
  [[], /Which ones\? Give ids.* or --all/],
  [['a', '--all'], /--all and ids exclude each other/],
  [['a', '--code', 'HANDLER_FAILED'], /--code needs --all/],
])('refuses %j', async (args, message) => {
  const { file } = await sqliteQueue();
  const { exitCode, aside } = await run('dead', 'replay', ...args, '--queue', file);
  expect(aside).toMatch(message);
  expect(exitCode).toBe(2);
});
