import { join } from 'node:path';
import ts from 'typescript';
import type { Snippet } from './snippets.js';
import { root } from './workspaces.js';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  module: ts.ModuleKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowJs: true,
  checkJs: true,
  // Those of Nest.
  experimentalDecorators: true,
  skipLibCheck: true,
  noEmit: true,
};

/**
 * Compiles each snippet as a module of its own that may import what this package can.
 *
 * @returns What is wrong, by snippet, with the place in the Markdown file.
 */
export function compile(snippets: readonly Snippet[]): Map<Snippet, string[]> {
  const files = new Map(snippets.map((snippet, index) => [placeOf(snippet, index), snippet]));
  const program = ts.createProgram([...files.keys()], OPTIONS, hostOf(files));
  return new Map([...files].map(([name, snippet]) => [snippet, problemsOf(program, name, snippet)]));
}

function placeOf({ language, code }: Snippet, index: number): string {
  const extension = language === 'ts' ? 'ts' : /\brequire\(/.test(code) ? 'cjs' : 'js';
  return `${root}/checks/snippet-${index}.${extension}`;
}

/** Reads the snippets from memory and everything else from the disk. */
function hostOf(files: ReadonlyMap<string, Snippet>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name)?.code ?? readFile(name);
  host.getCurrentDirectory = () => join(root, 'checks');
  return host;
}

function problemsOf(program: ts.Program, name: string, { file, line }: Snippet): string[] {
  const source = program.getSourceFile(name);
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return diagnostics.map(({ code, messageText, start = 0 }) => {
    const place = source?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${file}:${line + place.line}:${place.character + 1} TS${code}: ${message}`;
  });
}
