import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { SqliteQueue } from '../../src/index.js';
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
} from '../support.js';

/** A disk of 24 MiB, or why there is none. */
function smallDisk(): string {
  const folder = tempFile('disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'pipe' });
  cleanUp(() => execFileSync('umount', ['-l', folder]));
  return folder;
}

function canMount(): boolean {
  try {
    smallDisk();
    return true;
  } catch {
    console.warn('Skipped: a full disk, because this user may not mount a small one.');
    return false;
  }
}

const BODY = 'x'.repeat(20_000);

/** Leaves as many bytes as asked for. */
function fill(folder: string, left: number): string {
  const ballast = join(folder, 'ballast');
  for (let size = 24 * 1024 * 1024; size > 0; size -= 4_096) {
    try {
      writeFileSync(ballast, Buffer.alloc(size));
      writeFileSync(ballast, Buffer.alloc(Math.max(size - left, 0)));
      return ballast;
    } catch {
      // Smaller, then.
    }
  }
  return ballast;
}

/** @returns How many were stored. */
async function addUntilRefused(queue: SqliteQueue): Promise<number> {
  for (let stored = 0; ; stored += 1) {
    const refused = await queue.add(deliveryOf(`${stored} ${BODY}`), FREE).then(
      () => false,
      () => true,
    );
    if (refused) return stored;
  }
}

describe.skipIf(!canMount())('a full disk', () => {
  it('rejects what it cannot store, loses nothing of what it stored, and recovers when there is space', async () => {
    const disk = smallDisk();
    const queue = openQueue({ file: join(disk, 'deliveries.db') });
    const ballast = fill(disk, 12_000_000);
    const stored: string[] = [];
    let refused: unknown;
    for (let at = 0; !refused; at += 1) {
      try {
        await queue.add(deliveryOf(`${at} ${BODY}`), FREE);
        stored.push(`${at}`);
      } catch (error) {
        refused = error;
      }
    }
    expect(String(refused)).toMatch(/The disk of .*deliveries.db is full but for a reserve/);
    expect(stored.length).toBeGreaterThan(10);
    expect((await queue.counts()).waiting).toBe(stored.length);
    rmSync(ballast);
    await vi.waitFor(async () => expect(await queue.add(deliveryOf(`last ${BODY}`), FREE)).toBe(true));
    const { handed } = workOn(queue);
    await until(() => handed.length === stored.length + 1);
    expect(handed.map((line) => line.split(' ')[0])).toEqual([...stored, 'last']);
    expect(openBeside(queue.file).prepare('PRAGMA integrity_check').all()).toMatchObject([
      { integrity_check: 'ok' },
    ]);
  });

  it('lets go of what fills it, and then takes more', async () => {
    const queue = openQueue({ file: join(smallDisk(), 'deliveries.db') });
    const stored = await addUntilRefused(queue);
    expect(stored).toBeGreaterThan(100);
    const { handed, errors } = workOn(queue);
    await until(() => handed.length === stored);
    expect(errors).toEqual([]);
    await until(() => queue.add(deliveryOf(BODY), FREE).catch(() => false));
  });

  it('that others fill to the last byte: rejects, and stores again when there is space', async () => {
    const disk = smallDisk();
    const queue = openQueue({ file: join(disk, 'deliveries.db'), busyTimeoutMs: 20_000 });
    const beside = openBeside(queue.file);
    await queue.add(deliveryOf('stored'), FREE);
    // The disk is looked at before these wait, and is full when they are written.
    beside.exec('BEGIN IMMEDIATE');
    const adds = Array.from({ length: 50 }, () => queue.add(deliveryOf(BODY), FREE));
    await new Promise(setImmediate);
    const ballast = fill(disk, 0);
    beside.exec('ROLLBACK');
    const results = await Promise.allSettled(adds);
    const reasons = results.map((result) =>
      result.status === 'rejected' ? String(result.reason) : 'stored',
    );
    expect(new Set(reasons)).toEqual(new Set([expect.stringMatching(/database or disk is full/)]));
    expect(await queue.counts()).toMatchObject({ waiting: 1 });
    rmSync(ballast);
    expect(await queue.add(deliveryOf('last'), FREE)).toBe(true);
    const { handed } = workOn(queue);
    await until(() => handed.length === 2);
    expect(handed).toEqual(['stored 1', 'last 1']);
  });

  it('hands out nothing again that was handled, and goes on when there is space', async () => {
    const disk = smallDisk();
    const queue = openQueue({ file: join(disk, 'deliveries.db') });
    await addAll(queue, ['1', '2'], 'call');
    let ballast = '';
    const { handed, errors } = workOn(queue, (body) => {
      if (body === '1') ballast = fill(disk, 0);
      return DONE;
    });
    await until(() => errors.length > 1);
    expect(handed).toEqual(['1 1']);
    await expect(queue.add(deliveryOf(BODY), FREE)).rejects.toThrow(/disk of .* is full/);
    rmSync(ballast);
    await until(() => handed.length === 2);
    await until(async () => (await queue.counts()).active === 0);
    expect(handed).toEqual(['1 1', '2 1']);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
  });
});
