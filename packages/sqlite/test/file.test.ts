import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSqliteQueue } from '../src/index.js';
import { openFile } from '../src/schema.js';
import { runProgram } from './programs.js';
import {
  addAll,
  cleanUp,
  DONE,
  deliveryOf,
  FREE,
  openBeside,
  openQueue,
  tempFile,
  until,
  workOn,
} from './support.js';

const invalid = (message: RegExp) =>
  expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) });

describe('the options', () => {
  it.each([
    [undefined, /file is missing/],
    [{}, /file is missing/],
    [{ file: '' }, /file is missing/],
    [{ file: ':memory:' }, /must be a path/],
    [{ file: 'x.db', busyTimeoutMs: -1 }, /busyTimeoutMs must be a number of milliseconds, 0 to/],
    [{ file: 'x.db', pollMs: 0 }, /pollMs must/],
    [{ file: 'x.db', leaseMs: Number.NaN }, /leaseMs must/],
    [{ file: 'x.db', leaseMs: '10' }, /leaseMs must/],
  ])('%j cannot work', (options, message) => {
    // @ts-expect-error Some of them the compiler does not let through.
    expect(() => createSqliteQueue(options)).toThrow(invalid(message));
    expect(existsSync('x.db')).toBe(false);
  });

  it('takes an address for a path, never for a remote database', () => {
    expect(() => createSqliteQueue({ file: 'http://localhost:9/db' })).toThrow(invalid(/cannot be opened/));
  });
});

describe('the file', () => {
  it('must have a folder', () => {
    expect(() => createSqliteQueue({ file: `${tempFile()}/no/folder.db` })).toThrow(
      invalid(/cannot be opened/),
    );
  });

  it('is left alone where it is no database', () => {
    const file = tempFile('notes.txt');
    const notes = 'These are notes, and no database at all. '.repeat(100);
    writeFileSync(file, notes);
    expect(() => createSqliteQueue({ file })).toThrow(invalid(/is not a SQLite database/));
    expect(readFileSync(file, 'utf8')).toBe(notes);
  });

  it.each(['CREATE TABLE users (name)', 'PRAGMA user_version = 1'])(
    'is left alone where it is of another program: %s',
    (sql) => {
      const file = tempFile();
      const beside = openBeside(file);
      beside.exec(sql);
      const before = readFileSync(file);
      expect(() => createSqliteQueue({ file })).toThrow(invalid(/of another program/));
      expect(readFileSync(file)).toEqual(before);
    },
  );

  it('is refused where a later version wrote it', () => {
    const { file } = openQueue();
    openBeside(file).exec('PRAGMA user_version = 99');
    expect(() => createSqliteQueue({ file })).toThrow(invalid(/later version/));
  });

  it('is made once where several processes open it at the same time', async () => {
    const file = tempFile();
    const programs = Array.from({ length: 6 }, (_, at) =>
      runProgram('receiver', { FILE: file, COUNT: 1, NAME: at }),
    );
    for (const program of programs) expect(await program.exit).toBe(0);
    expect(await openQueue({ file }).counts()).toMatchObject({ waiting: 6 });
  });

  it('is written through to the disk', () => {
    const connection = openFile(tempFile());
    cleanUp(() => connection.close());
    expect(connection.value('PRAGMA journal_mode')).toBe('wal');
    expect(connection.value('PRAGMA synchronous')).toBe(2);
    expect(connection.value('PRAGMA fullfsync')).toBe(1);
  });

  it('has a log that is cut', async () => {
    const queue = openQueue();
    const body = 'x'.repeat(500_000);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 40 }, () => queue.add(deliveryOf(body), FREE)));
    }
    for (let at = 0; at < 3; at += 1) await queue.add(deliveryOf('x'), FREE);
    expect(statSync(`${queue.file}-wal`).size).toBeLessThan(40_000_000);
  });

  it('becomes smaller when what filled it is handled', async () => {
    const queue = openQueue({ leaseMs: 200 });
    const body = 'x'.repeat(500_000);
    await Promise.all(Array.from({ length: 100 }, () => queue.add(deliveryOf(body), FREE)));
    const pages = () => {
      const [row] = openBeside(queue.file).prepare('PRAGMA page_count').raw().all();
      return Array.isArray(row) ? Number(row[0]) : Number.NaN;
    };
    const before = pages();
    workOn(queue, () => DONE);
    await until(() => pages() < before / 2);
    expect(before).toBeGreaterThan(12_000);
  });

  it('forgets what it need not remember any more', async () => {
    const queue = openQueue();
    const add = (key: string, ttlMs: number) =>
      queue.add(deliveryOf(key), { callKey: null, dedupe: { key, ttlMs } });
    for (let at = 0; at < 20; at += 1) await add(`short ${at}`, 1);
    await addAll(queue, ['in between']);
    for (let at = 0; at < 10; at += 1) await add(`long ${at}`, 60_000);
    const rows = openBeside(queue.file).prepare(`SELECT key FROM memories WHERE key LIKE '"short%'`).all();
    expect(rows).toEqual([]);
    expect(await add('long 0', 60_000)).toBe(false);
    expect(await add('short 0', 60_000)).toBe(true);
  });
});
