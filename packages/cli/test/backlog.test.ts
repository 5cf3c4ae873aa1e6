import { expect, it } from 'vitest';
import { Backlog } from '../src/order/backlog.js';

it('a backlog refuses what would take too much memory, until there is room again', async () => {
  const backlog = new Backlog(2);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const MIB = 1_048_576;
  expect(backlog.add('a', 60 * MIB, () => held)).toBe(true);
  expect(backlog.add('b', 5 * MIB, () => held)).toBe(false);
  expect(backlog.add('b', 4 * MIB, () => held)).toBe(true);
  release();
  await backlog.idle();
  expect(backlog.add('c', 64 * MIB, () => held)).toBe(true);
  await backlog.idle();
});

it('a backlog refuses what comes on top of a thousand tasks', async () => {
  const backlog = new Backlog(2);
  const never = new AbortController();
  const wait = () => new Promise<void>((resolve) => never.signal.addEventListener('abort', () => resolve()));
  const added = Array.from({ length: 1_001 }, (_, at) => backlog.add(`${at}`, 1, wait));
  expect(added.filter(Boolean)).toHaveLength(1_000);
  expect(added.at(-1)).toBe(false);
});
