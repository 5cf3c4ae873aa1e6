import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generateReaders } from '../scripts/readers.js';

const FILE = new URL('../src/events/readers.generated.ts', import.meta.url);

it('the generated readers are those of the tables', () => {
  if (process.env['UPDATE_READERS']) writeFileSync(FILE, generateReaders());
  else expect(readFileSync(FILE, 'utf8'), '"npm run generate" writes them anew.').toBe(generateReaders());
});
