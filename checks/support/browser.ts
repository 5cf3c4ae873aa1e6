import { build } from 'esbuild';

/** A bundle of a module as a classic script, and the modules it leaves for others to load. */
export interface Bundle {
  script: string;
  external: string[];
}

/** Bundles a module for browsers; its exports become those of a global variable. */
export async function bundleForBrowsers(globalName: string, source: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName,
    write: false,
    metafile: true,
  });
  const external = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return { script: outputFiles.map(({ text }) => text).join('\n'), external };
}
