import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSnippets, type Snippet } from './snippets.js';
import { root } from './workspaces.js';

const groups = ['packages', 'examples'];

/** The examples in every README and CONTRIBUTING of the repository. */
export function documentedSnippets(): Snippet[] {
  const members = groups.flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}/`),
  );
  return ['', ...members]
    .flatMap((folder) => [`${folder}README.md`, `${folder}CONTRIBUTING.md`])
    .filter((file) => existsSync(join(root, file)))
    .flatMap((file) => findSnippets(file, readFileSync(join(root, file), 'utf8')));
}
