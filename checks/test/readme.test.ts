import { expect, test } from 'vitest';
import { compile } from '../support/compile.js';
import { documentedSnippets } from '../support/markdown.js';

const snippets = await documentedSnippets();
const problems = compile(snippets);

if (snippets.length === 0) test.todo('a README has an example');

test.each(snippets.map((snippet) => [`${snippet.file}:${snippet.line}`, snippet] as const))(
  '%s compiles',
  (_, snippet) => {
    const found = problems.get(snippet)?.join('\n');

    expect(found, found).toBe('');
  },
);
