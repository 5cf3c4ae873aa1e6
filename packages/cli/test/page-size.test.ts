import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const PAGE = new URL('../dist/page/', import.meta.url);
const LIMIT = 60_000;

it('the page of the inspector is small', () => {
  const sizes = readdirSync(PAGE).map((name) => gzipSync(readFileSync(new URL(name, PAGE))).length);
  expect(sizes).toHaveLength(2);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.info(`The page of the inspector: ${(total / 1000).toFixed(1)} kB (gzip).`);
  expect(total).toBeLessThan(LIMIT);
});
