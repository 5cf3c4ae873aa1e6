import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSnippets, type Snippet } from './snippets.js';
import { root } from './workspaces.js';

const groups = ['packages', 'examples'];

/** The examples in every README and CONTRIBUTING of the repository, and in all of `docs`. */
export function documentedSnippets(): Snippet[] {
  const members = groups.flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}/`),
  );
  return ['', ...members]
    .flatMap((folder) => [`${folder}README.md`, `${folder}CONTRIBUTING.md`])
    .concat(markdownIn('docs'))
    .filter((file) => existsSync(join(root, file)))
    .flatMap((file) => findSnippets(file, readFileSync(join(root, file), 'utf8')));
}

/** Every Markdown file of a folder of the repository, at any depth. */
function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}
