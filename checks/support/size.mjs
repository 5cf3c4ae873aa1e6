// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * What an import costs in a browser, in bytes.
 *
 * @typedef {{ entry: string, minified: number, gzip: number }} Size
 */

const PACKAGE = '@simotel-hooks/core';
const ENTRIES = [
  { entry: 'decode', source: `export { decode } from '${PACKAGE}';` },
  { entry: 'everything', source: `export * from '${PACKAGE}';` },
];
const MARKED = /(<!-- size:start -->)([\s\S]*?)(<!-- size:end -->)/;

/** The file that states the size. */
export const README = fileURLToPath(new URL('../../packages/core/README.md', import.meta.url));

/** Its text, empty where there is no such file. */
export function readReadme() {
  return existsSync(README) ? readFileSync(README, 'utf8') : '';
}

/**
 * Measures the built package.
 *
 * @returns {Promise<Size[]>}
 */
export function measure() {
  return Promise.all(
    ENTRIES.map(async ({ entry, source }) => {
      const code = await bundle(source);
      return { entry, minified: code.length, gzip: gzipSync(code, { level: 9 }).length };
    }),
  );
}

/**
 * @param {string} source
 * @returns {Promise<Uint8Array>}
 */
async function bundle(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote nothing.');
  return file.contents;
}

/**
 * The size a README states: that of `decode`, minified and compressed.
 *
 * @param {readonly Size[]} sizes
 */
export function statement(sizes) {
  const { gzip = 0 } = sizes.find(({ entry }) => entry === 'decode') ?? {};
  return `${(gzip / 1000).toFixed(1)} kB`;
}

/**
 * What stands between the markers, or `undefined` where there are none.
 *
 * @param {string} readme
 */
export function statedIn(readme) {
  return MARKED.exec(readme)?.[2]?.trim();
}

/**
 * The README with another size between its markers.
 *
 * @param {string} readme
 * @param {string} size
 */
export function state(readme, size) {
  return readme.replace(MARKED, (_, start, _old, end) => start + size + end);
}
