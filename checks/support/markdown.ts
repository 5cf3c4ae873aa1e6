import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from './run.js';
import { findSnippets, type Snippet } from './snippets.js';
import { root } from './workspaces.js';

/** The examples in every README and CONTRIBUTING of the repository, also in files not committed yet. */
export async function documentedSnippets(): Promise<Snippet[]> {
  const listed = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
  });
  return listed
    .split('\n')
    .filter((file) => /^(?:README|CONTRIBUTING)\.md$/.test(basename(file)) && existsSync(join(root, file)))
    .flatMap((file) => findSnippets(file, readFileSync(join(root, file), 'utf8')));
}
