import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CliError } from '../errors.js';

/** A file of the page. */
export interface Asset {
  readonly type: string;
  readonly content: string | Uint8Array;
}

// By the package's own name, so that it is found from the sources and from what is built of them.
const PAGE = join(
  dirname(createRequire(import.meta.url).resolve('@simotel-hooks/cli/package.json')),
  'dist/page',
);

const DOCUMENT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simotel inspector</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/inspector.css">
<script type="module" src="/inspector.js"></script>
</head>
<body><div id="app"></div></body>
</html>
`;

/** The page, by path. */
export async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  return new Map<string, Asset>([
    ['/', { type: 'text/html; charset=utf-8', content: DOCUMENT }],
    ['/inspector.js', { type: 'text/javascript; charset=utf-8', content: await read('inspector.js') }],
    ['/inspector.css', { type: 'text/css; charset=utf-8', content: await read('inspector.css') }],
  ]);
}

async function read(name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(PAGE, name));
  } catch (cause) {
    const message =
      'The page of the inspector is not built: run "npm run build" first, or use --no-inspector.';
    throw new CliError(message, { cause });
  }
}
