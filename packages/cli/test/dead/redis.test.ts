import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createBullMQQueue } from '@simotel-hooks/bullmq';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../support/program.js';
import { hasRedis, type RedisServer, startRedis } from '../support/redis.js';
import { CDR, DAMAGED, idsOf, kill, lettersOf } from './support.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

describe.skipIf(!hasRedis())('a queue in Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis('hu/sh');
  });
  afterAll(() => redis.stop());

  const urlWith = (password: string) => `redis://:${password}@127.0.0.1:${redis.port}`;

  it('is listed, shown, replayed and dropped', async () => {
    const url = urlWith('hu%2Fsh');
    const queue = createBullMQQueue({ connection: url, name: 'calls', prefix: '{shop}' });
    try {
      await kill(queue, CDR, DAMAGED, CDR);
      const [first = '', second = '', third = ''] = await idsOf(queue);
      const where = ['--queue', url, '--queue-name', 'calls', '--prefix', '{shop}'];
      const listed = await run('dead', 'list', '--json', ...where);
      expect(listed.out.split('\n').map((line): unknown => JSON.parse(line))).toMatchObject([
        { id: first, event: 'Cdr', failure: { code: 'HANDLER_FAILED' } },
        { id: second, event: 'Cdr', failure: { code: 'BODY_MALFORMED' } },
        { id: third, event: 'Cdr', failure: { code: 'HANDLER_FAILED' } },
      ]);
      const shown = await run('dead', 'show', second, ...where);
      expect(shown.out).toContain('\n> {"src": "99\n');
      expect(await run('dead', 'replay', first, 'nobody', ...where)).toEqual({
        exitCode: 1,
        out: '1 put back to be handled.',
        aside: 'There is no dead letter nobody.',
      });
      const dropped = await run('dead', 'drop', '--all', '--yes', '--code', 'BODY_MALFORMED', ...where);
      expect(dropped.out).toBe('1 dropped for good.');
      expect((await lettersOf(queue)).map(({ id }) => id)).toEqual([third]);
      expect(await queue.counts()).toEqual({ waiting: 1, active: 0, dead: 1 });
      // The default name; and the program ends by itself, which it does not with a connection left open.
      const env = { ...process.env, SIMOTEL_QUEUE: url };
      expect(spawnSync(process.execPath, [MAIN, 'dead', 'replay', '--all'], { env })).toMatchObject({
        status: 0,
        stdout: Buffer.from('0 put back to be handled.\n'),
        stderr: Buffer.from(''),
      });
    } finally {
      await queue.close();
    }
  });

  it('is not opened with a wrong password, which is not shown', async () => {
    const { exitCode, out, aside } = await run('dead', 'list', '--queue', urlWith('wrong-one'));
    expect(exitCode).toBe(1);
    expect(aside).toMatch(/Check that Redis runs there, and the user name and password\.$/);
    expect(out + aside).not.toContain('wrong-one');
  });
});
