import { defineConfig } from 'tsup';

export default defineConfig([
  {
    entry: ['src/main.ts'],
    format: ['esm'],
    target: 'node20',
    platform: 'node',
    removeNodeProtocol: false,
    clean: ['**/*', '!page/**'],
  },
  {
    // The inspector's page: everything in it, because no browser loads it from anywhere else.
    entry: { inspector: 'src/page/main.tsx' },
    outDir: 'dist/page',
    format: ['esm'],
    target: 'es2022',
    platform: 'browser',
    tsconfig: 'src/page/tsconfig.json',
    noExternal: [/./],
    clean: true,
    minify: true,
    // Persian as it is, which takes less room than escapes.
    esbuildOptions: (options) => {
      options.charset = 'utf8';
    },
  },
]);
