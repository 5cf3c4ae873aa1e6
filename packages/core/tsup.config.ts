import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  clean: true,
  // The hash behind eventId is bundled, so that installing core installs nothing else.
  noExternal: ['@noble/hashes'],
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
