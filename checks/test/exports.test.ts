import { describe, expect, test } from 'vitest';
import { entryPoints } from '../support/entry-points.js';
import { declaredNames, importedNames, requiredNames } from '../support/surface.js';

// A change here is a change for users: "npx vitest run exports -u" in this folder accepts it.
describe.each(entryPoints())('$specifier', (entry) => {
  test('exports the same values in every format, and declares them', async () => {
    const imported = await importedNames(entry);

    expect(requiredNames(entry)).toEqual(imported);
    expect(declaredNames(entry.import).values).toEqual(imported);
  });

  test('declares the same names in every format', () => {
    expect(declaredNames(entry.require)).toEqual(declaredNames(entry.import));
  });

  test('exports what it did before', async () => {
    const { values, types } = declaredNames(entry.import);
    const surface = [entry.specifier, '', 'values', ...indent(values), '', 'types', ...indent(types), ''];

    await expect(surface.join('\n')).toMatchFileSnapshot(`__snapshots__/${entry.label}.txt`);
  });
});

function indent(names: readonly string[]): string[] {
  return names.map((name) => `  ${name}`);
}
