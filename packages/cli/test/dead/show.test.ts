import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listenForTest } from '../listen/support.js';
import { folder, run } from '../support/program.js';
import { CDR, DAMAGED, FAILURE, idsOf, kill, lettersOf, sqliteQueue } from './support.js';

it('shows the failure, the request, and what it says', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR);
  const [id = ''] = await idsOf(queue);
  const { exitCode, out } = await run('dead', 'show', id, '--queue', file, '--time-zone', 'Asia/Tehran');
  expect(exitCode).toBe(0);
  expect(out).toMatch(new RegExp(`^id +${id}\n`));
  expect(out).toMatch(/\nsource +pbx-1\nfailed +\d{4}-.*, after 1 try\n/);
  expect(out).toMatch(/\nerror +HANDLER_FAILED: The CRM is away\.\n +\\u001b\[2JTry later\.\n/);
  expect(out).toMatch(/\n {6}at .*support\.ts/);
  expect(out).toMatch(/\n> POST \/\n> content-type: application\/json\n>\n> \{"event_name": "Cdr", "src"/);
  expect(out).toMatch(/\nevent +Cdr \(by the field event_name\)\ncall id +1610778618\.378\n/);
  expect(out).toMatch(/\n {2}src +→ +src +"0912"\n/);
  expect(out).toContain('"startTime": "2026-01-10T05:30:00.000Z"');
  expect(out).not.toContain('This version can decode it');
  expect(out).not.toMatch(/authorization|c2VjcmV0/);
});

it('shows what cannot be decoded, and why', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, DAMAGED);
  const [id = ''] = await idsOf(queue);
  const { exitCode, out } = await run('dead', 'show', id, '--queue', file);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/\nerror +BODY_MALFORMED: /);
  expect(out).toContain('\n> POST /Cdr\n>\n> {"src": "99\n');
  expect(out).toContain('\n✗ BODY_MALFORMED: ');
  expect(out).not.toContain('This version can decode it');
});

it('says that this version can decode it, where the one that failed could not', async () => {
  const { file, queue } = await sqliteQueue();
  const { method, path, body } = CDR;
  const delivery = {
    id: 'first',
    receivedAt: '2026-01-10T05:30:11.355Z',
    source: null,
    request: { method, path, headers: {}, body: String(body), ip: null },
  };
  await queue.add(delivery, { callKey: null, dedupe: null });
  const failure = { code: 'BODY_MALFORMED', message: 'An older version.' } as const;
  const worker = queue.work(async () => ({ status: 'dead', failure }), { concurrency: 1, onError: () => {} });
  await expect.poll(() => idsOf(queue)).toEqual(['first']);
  await worker.close();
  const { out } = await run('dead', 'show', 'first', '--queue', file);
  expect(out).toMatch(/\nThis version can decode it\..*simotel-hooks dead replay first$/);
});

it('prints all of it as JSON', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR);
  const [letter] = await lettersOf(queue);
  const { out } = await run('dead', 'show', letter?.id ?? '', '--queue', file, '--json');
  expect(JSON.parse(out)).toEqual({
    ...letter,
    event: 'Cdr',
    callId: '1610778618.378',
    decodable: true,
    decoded: expect.objectContaining({
      callId: '1610778618.378',
      error: null,
      data: expect.objectContaining({ src: '0912', startTime: '2026-01-10T09:00:00.000Z' }),
    }),
  });
  expect(JSON.parse(out).failure).toMatchObject({ code: 'HANDLER_FAILED', message: FAILURE });
});

it('saves what decode and replay take', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR);
  const [letter] = await lettersOf(queue);
  const id = letter?.id ?? '';
  const show = (save: string) => run('dead', 'show', id, '--queue', file, '--save', save);

  const dir = await folder();
  const made = join(dir, 'made/');
  const { exitCode, aside } = await show(made);
  expect(exitCode).toBe(0);
  const [name = ''] = await readdir(made);
  expect(name).toMatch(new RegExp(`^\\d{8}T\\d{6}\\.\\d{3}Z-${id.slice(0, 8)}-Cdr\\.json$`));
  expect(aside).toBe(`Saved to ${join(made, name)}`);
  expect((await stat(join(made, name))).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(join(made, name), 'utf8'))).toMatchObject({
    receivedAt: letter?.delivery.receivedAt,
    source: 'pbx-1',
    event: { name: 'Cdr', callId: '1610778618.378' },
    status: 202,
  });

  expect((await show(dir)).aside).toMatch(/-Cdr\.json$/);
  const own = join(dir, 'own.json');
  expect((await show(own)).aside).toBe(`Saved to ${own}`);
  expect(await show(own)).toMatchObject({ exitCode: 1, aside: expect.stringContaining('is there already') });

  const receiver = await listenForTest();
  expect((await run('replay', made, own, '--to', receiver.origin)).exitCode).toBe(0);
  expect(receiver.deliveries.map(({ result }) => result.success && result.event.callId)).toEqual([
    '1610778618.378',
    '1610778618.378',
  ]);
  expect((await run('decode', own)).out).toMatch(/read as +saved delivery\n/);
});

it('says what is wrong', async () => {
  const { file, queue } = await sqliteQueue();
  await kill(queue, CDR);
  const [id = ''] = await idsOf(queue);
  expect(await run('dead', 'show', 'nobody', '--queue', file)).toMatchObject({
    exitCode: 1,
    aside: 'There is no dead letter nobody. "dead list" prints their ids.',
  });
  expect(await run('dead', 'show', id, '--queue', file, '--time-zone', 'Tehran')).toMatchObject({
    exitCode: 2,
    out: '',
    aside: expect.stringContaining('IANA'),
  });
  expect(await run('dead', 'show', '--queue', file)).toMatchObject({ exitCode: 2 });
  const noFolder = join(await folder(), 'file');
  await writeFile(noFolder, '');
  expect(await run('dead', 'show', id, '--queue', file, '--save', join(noFolder, 'x'))).toMatchObject({
    exitCode: 1,
    aside: expect.stringContaining('is a file, not a folder'),
  });
});
