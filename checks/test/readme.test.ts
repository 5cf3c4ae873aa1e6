import { expect, test } from 'vitest';
import { compile } from '../support/compile.js';
import { documentedSnippets } from '../support/markdown.js';

const snippets = documentedSnippets();
const problems = compile(snippets);

test('the READMEs have examples', () => expect(snippets).not.toEqual([]));

test.each(snippets.map((snippet) => [`${snippet.file}:${snippet.line}`, snippet] as const))(
  '%s compiles',
  (_, snippet) => {
    const found = problems.get(snippet)?.join('\n');

    expect(found, found).toBe('');
  },
);
