import { inspect } from 'node:util';
import { Cluster, Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createBullMQQueue, createRedisCallStore } from '../src/index.js';

const connection = 'redis://127.0.0.1:1';

describe('options', () => {
  test.each([
    ['no connection', {}],
    ['an empty connection', { connection: null }],
    ['a connection that is no URL', { connection: 'localhost' }],
    ['a URL of something else', { connection: 'http://localhost:6379' }],
    ['keyPrefix of ioredis', { connection: { keyPrefix: 'a:' } }],
    ['an empty name', { connection, name: '' }],
    ['a name with a colon', { connection, name: 'a:b' }],
    ['a prefix with a colon', { connection, prefix: 'a:b' }],
    ['a prefix that is no text', { connection, prefix: 1 }],
    ['no time at all', { connection, timeoutMs: 0 }],
    ['a time that is no number', { connection, timeoutMs: '2000' }],
    ['half a millisecond', { connection, lockMs: 1000.5 }],
    ['more than a timer can run', { connection, lockMs: 2 ** 31 }],
  ])('refuses %s', (_, options) => {
    expect(() => Reflect.apply(createBullMQQueue, undefined, [options])).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID' }),
    );
  });

  test('refuses clients that cannot work', () => {
    const client = new Redis({ lazyConnect: true, keyPrefix: 'a' });
    expect(() => createBullMQQueue({ connection: client })).toThrow('use prefix instead');
    const cluster = new Cluster([{ port: 1 }], { lazyConnect: true });
    expect(() => createBullMQQueue({ connection: cluster, prefix: 'simotel' })).toThrow('a part in braces');
  });

  test('has defaults that dashboards can be told', () => {
    const queue = createBullMQQueue({ connection });
    onTestFinished(() => queue.close());
    expect([queue.name, queue.prefix]).toEqual(['deliveries', '{simotel}']);
  });
});

test('a URL that is none is refused without being quoted: there is a password in it', () => {
  for (const create of [createBullMQQueue, createRedisCallStore]) {
    const error = catchError(() => create({ connection: 'redis://user:t0p#s3cret@127.0.0.1:6379' }));
    expect(error).toMatchObject({ code: 'OPTION_INVALID', message: expect.stringContaining('escaped') });
    expect(inspect(error, { depth: 9 })).not.toContain('s3cret');
  }
});

test.each(['a.inbox', 'a.moved', 'a.repeats', 'a.calls'])(
  'the name %s is refused: it is a key of another',
  (name) => {
    const error = catchError(() => createBullMQQueue({ connection: 'redis://127.0.0.1:6379', name }));
    expect(error).toMatchObject({ code: 'OPTION_INVALID', message: expect.stringContaining('name') });
  },
);

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
