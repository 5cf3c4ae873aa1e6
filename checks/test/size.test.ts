import { expect, test } from 'vitest';
import { measure, readReadme, state, statedIn, statement } from '../support/size.mjs';

const sizes = await measure();

test('the README of core states the size of decode', () => {
  expect(
    statedIn(readReadme()),
    'packages/core/README.md states another size, or none between <!-- size:start --> and <!-- size:end -->. ' +
      '"node checks/scripts/size.mjs --write" writes it there.',
  ).toBe(statement(sizes));
});

test('decode alone costs no more than everything, and compresses', () => {
  const [decode, everything] = sizes;

  expect(decode?.minified).toBeLessThanOrEqual(everything?.minified ?? 0);
  expect(decode?.gzip).toBeLessThan(decode?.minified ?? 0);
});

test('the size is in kilobytes, rounded to a tenth', () => {
  expect(statement([{ entry: 'decode', minified: 30_000, gzip: 8_449 }])).toBe('8.4 kB');
});

test('stating a size changes nothing but the text between the markers', () => {
  const readme = 'It has <!-- size:start -->1.0 kB<!-- size:end -->.\n\nAnd $& more.\n';
  const updated = state(readme, '2.5 kB');

  expect(updated).toBe('It has <!-- size:start -->2.5 kB<!-- size:end -->.\n\nAnd $& more.\n');
  expect(statedIn(updated)).toBe('2.5 kB');
  expect(statedIn('It is small.')).toBeUndefined();
});
