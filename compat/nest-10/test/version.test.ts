import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { expect, test } from 'vitest';
import { factory } from '../../../packages/nest/test/support/app.js';

/** If the package itself used another Nest than the tests, nothing could be injected into it. */
test('the tests of packages/nest run with Nest 10', () => {
  const manifest = readFileSync(
    join(import.meta.dirname, '../node_modules/@nestjs/core/package.json'),
    'utf8',
  );

  expect(JSON.parse(manifest).version).toMatch(/^10\./);
  expect(factory).toBe(NestFactory);
});
