import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readObject } from '../support/json.js';
import { lockedPackages, missingOptionals, pinnedAddresses } from '../support/lockfile.js';
import { root } from '../support/workspaces.js';

describe.each(['.', '.ci/nodes'])('the lockfile in %s', (folder) => {
  const packages = lockedPackages(readObject(join(root, folder, 'package-lock.json')));

  test('has packages', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(1);
  });

  test('has the binaries of every platform', () => {
    expect(missingOptionals(packages)).toEqual([]);
  });

  test('pins contents, not the registry they came from', () => {
    expect(pinnedAddresses(packages)).toEqual([]);
  });

  test('.npmrc names no registry', () => {
    const file = join(root, folder, '.npmrc');
    const settings = existsSync(file) ? readFileSync(file, 'utf8') : '';

    expect(settings).not.toMatch(/registry\s*=|https?:/);
  });
});

describe('missingOptionals', () => {
  const tool = { optionalDependencies: { 'tool-linux': '1.0.0' } };

  test('finds an entry beside a package, inside it and above it', () => {
    const beside = { 'node_modules/tool': tool, 'node_modules/tool-linux': {} };
    const inside = { 'node_modules/tool': tool, 'node_modules/tool/node_modules/tool-linux': {} };
    const above = { 'packages/a/node_modules/@scope/tool': tool, 'node_modules/tool-linux': {} };

    expect([beside, inside, above].flatMap(missingOptionals)).toEqual([]);
  });

  test('names what has no entry, also where another package has its own', () => {
    const elsewhere = { 'node_modules/tool': tool, 'node_modules/other/node_modules/tool-linux': {} };

    expect(missingOptionals(elsewhere)).toEqual(['tool-linux, which node_modules/tool may need']);
  });
});
