/** A fenced example in a Markdown file. */
export interface Snippet {
  file: string;
  /** Where its code begins, counted from 1. */
  line: number;
  language: 'ts' | 'js';
  code: string;
}

const FENCE = /^(?<indent>[ >]*)(?<marks>`{3,}|~{3,})[ ]*(?<language>\w*)(?<rest>.*)$/;

/** The examples of a Markdown text in TypeScript and JavaScript, except those marked `ts ignore` or `js ignore`. */
export function findSnippets(file: string, markdown: string): Snippet[] {
  const lines = markdown.split(/\r?\n/);
  const snippets: Snippet[] = [];
  for (let at = 0; at < lines.length; at++) {
    const { indent = '', marks, language = '', rest = '' } = FENCE.exec(lines[at] ?? '')?.groups ?? {};
    if (marks === undefined) continue;
    const end = closingFence(lines, at + 1, marks);
    const known = languageOf(language);
    if (known !== undefined && !/\bignore\b/.test(rest)) {
      const code = lines.slice(at + 1, end).map((line) => withoutIndent(line, indent));
      snippets.push({ file, line: at + 2, language: known, code: code.join('\n') });
    }
    at = end;
  }
  return snippets;
}

function languageOf(word: string): Snippet['language'] | undefined {
  if (/^(?:ts|mts|cts|typescript)$/i.test(word)) return 'ts';
  return /^(?:js|mjs|cjs|javascript)$/i.test(word) ? 'js' : undefined;
}

function closingFence(lines: readonly string[], from: number, marks: string): number {
  const end = lines.findIndex((line, at) => {
    const closing = /^[ >]*(`{3,}|~{3,})\s*$/.exec(line)?.[1];
    return at >= from && closing !== undefined && closing.startsWith(marks);
  });
  return end === -1 ? lines.length : end;
}

function withoutIndent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}
