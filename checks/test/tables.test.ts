import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventsTable, transportsTable } from '../support/tables.js';
import { root } from '../support/workspaces.js';

const README = join(root, 'README.md');

it.each([
  ['transports', transportsTable],
  ['events', eventsTable],
])('the README lists all %s', (name, table) => {
  const between = new RegExp(`(<!-- ${name}:start -->\n)[^]*?(<!-- ${name}:end -->)`);
  const readme = readFileSync(README, 'utf8');
  const current = readme.replace(
    between,
    (_, start: string, end: string) => `${start}\n${table()}\n\n${end}`,
  );
  if (process.env['UPDATE_TABLES']) writeFileSync(README, current);
  else expect(readme, '"npm run docs:tables" writes the tables.').toBe(current);
});
