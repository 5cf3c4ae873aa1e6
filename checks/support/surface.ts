import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { BuiltFiles, EntryPoint } from './entry-points.js';
import { isObject } from './json.js';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  types: [],
  noEmit: true,
};

/** The names a program gets by `import`. */
export async function importedNames({ import: { code } }: EntryPoint): Promise<string[]> {
  const module: unknown = await import(pathToFileURL(code).href);
  return namesOf(module);
}

/** The names a program gets by `require`. */
export function requiredNames({ require: { code } }: EntryPoint): string[] {
  const module: unknown = createRequire(import.meta.url)(code);
  return namesOf(module);
}

function namesOf(module: unknown): string[] {
  return isObject(module) ? Object.keys(module).sort() : [];
}

/** What a declaration file exports. A class is both a value and a type; it is counted as a value. */
export function declaredNames({ types: file }: BuiltFiles): { values: string[]; types: string[] } {
  const program = ts.createProgram([file], OPTIONS);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is not built, or exports nothing; "npm run build" builds it.`);
  const values: string[] = [];
  const types: string[] = [];
  for (const symbol of checker.getExportsOfModule(module)) {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const { flags } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    const isValue = (flags & ts.SymbolFlags.Value) !== 0;
    (isValue ? values : types).push(symbol.name);
  }
  return { values: values.sort(), types: types.sort() };
}
