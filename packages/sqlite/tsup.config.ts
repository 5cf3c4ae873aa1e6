import { defineConfig } from 'tsup';

export default defineConfig([
  {
    entry: ['src/index.ts'],
    format: ['esm', 'cjs'],
    target: 'node20',
    platform: 'node',
    removeNodeProtocol: false,
    clean: ['**/*', '!store/**'],
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
    esbuildOptions: (options) => {
      // Where there is no import.meta, store-client.ts does without.
      options.logOverride = { 'empty-import-meta': 'silent' };
    },
  },
  {
    // What runs in the thread, for both.
    entry: ['src/store/thread.ts'],
    outDir: 'dist/store',
    format: ['esm'],
    target: 'node20',
    platform: 'node',
    removeNodeProtocol: false,
    clean: true,
  },
]);
